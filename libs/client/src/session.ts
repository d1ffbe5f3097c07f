import { pathOf, routePatterns, type SessionView, type SignInRequest } from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** Signs in; in a page the answer sets the session cookie. */
export function signIn(http: HttpClient, body: SignInRequest): Promise<SessionView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.session), body });
}

/** Who am I. Refused with `NOT_SIGNED_IN` where nobody is. */
export function readSession(http: HttpClient, signal?: AbortSignal): Promise<SessionView> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.session), signal });
}

/** Ends this session on the server. */
export function signOut(http: HttpClient): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.session) });
}
