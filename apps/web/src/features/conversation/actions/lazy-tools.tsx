import { lazy } from 'react';
import { untilLoaded } from '../../../shared/page/until-loaded';

// Nobody needs them before a message is pointed at; then they are needed at once, so that they are fetched ahead.
const load = () => untilLoaded(() => import('./tools'));

export const MessageToolbar = lazy(async () => ({ default: (await load()).MessageToolbar }));
export const MessageEditor = lazy(async () => ({ default: (await load()).MessageEditor }));
export const MessageDialogs = lazy(async () => ({ default: (await load()).MessageDialogs }));

/** Fetches them while nothing else is to be done. */
export function fetchToolsAhead(): void {
  load().catch((error: unknown) => {
    console.warn('The tools of messages could not be loaded ahead; they are asked for when needed.', error);
  });
}
