import {
  pathOf,
  routePatterns,
  type Page,
  type PersonChange,
  type PersonView,
  type UserId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** One page of everybody on this server. For its owner. */
export function listPeople(
  http: HttpClient,
  query: PageRequest & { search?: string } = {},
  signal?: AbortSignal,
): Promise<Page<PersonView>> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.users), query, signal });
}

/** Deactivates an account, or reactivates it. For the owner of the server. */
export function changePerson(http: HttpClient, userId: UserId, body: PersonChange): Promise<PersonView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.user, { userId }), body });
}
