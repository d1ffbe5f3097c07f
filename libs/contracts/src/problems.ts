import { z } from 'zod';
import { errors, type ErrorCode } from './errors.js';

const errorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]);

/** One field of a request that did not pass, for forms that show the reason beside the field. */
export const fieldProblem = z
  .object({
    path: z.string().describe('Where in the request, such as "body.name"'),
    message: z.string().describe('What is wrong with it, as a continuation of the path'),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** Body of every refused API request: RFC 9457 `application/problem+json` with a stable code. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe("The status code's standard phrase"),
    status: z.int(),
    detail: z.string().describe('A sentence a person can act on'),
    code: errorCode,
    fields: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
