import {
  pathOf,
  routePatterns,
  type DeviceView,
  type Page,
  type PasswordChange,
  type SessionId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** One page of the devices I am signed in on. */
export function listSessions(
  http: HttpClient,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<Page<DeviceView>> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.sessions), query, signal });
}

/** Signs out one of my devices. */
export function endSession(http: HttpClient, sessionId: SessionId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.oneSession, { sessionId }) });
}

/** Signs out all my devices but this one. */
export function endOtherSessions(http: HttpClient): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.sessions) });
}

/** Changes my password, which signs out all my other devices. */
export function changePassword(http: HttpClient, body: PasswordChange): Promise<void> {
  return http.send({ method: 'PUT', path: pathOf(routePatterns.password), body });
}
