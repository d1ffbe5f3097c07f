import { routePatterns, type FoundMessagePage } from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** What to look for, whose days are meant, and where to go on. */
export type SearchRequest = { q: string; timeZone?: string; cursor?: string | undefined; limit?: number };

/** One page of the messages that are looked for, newest first, out of all rooms of mine. */
export function searchMessages(
  http: HttpClient,
  query: SearchRequest,
  signal?: AbortSignal,
): Promise<FoundMessagePage> {
  return http.send({ method: 'GET', path: routePatterns.messageSearch, query, signal });
}
