import { z } from 'zod';

/** Which of two read markers is the later one cannot be told by where they stand, since a marker may go back. */
export const readRound = z
  .int()
  .describe('Grows each time the marker goes back; within one round it only moves forward');
