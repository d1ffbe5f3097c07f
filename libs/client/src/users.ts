import {
  pathOf,
  routePatterns,
  type AccountView,
  type InviteView,
  type ProfileChange,
  type SessionView,
  type SignUpPolicyView,
  type SignUpRequest,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** Makes an account and signs in. */
export function signUp(http: HttpClient, body: SignUpRequest): Promise<SessionView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.users), body });
}

/** Who may sign up on this server. */
export function readSignUpPolicy(http: HttpClient, signal?: AbortSignal): Promise<SignUpPolicyView> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.signUpPolicy), signal });
}

/** Makes a link with which one person can sign up. For the owner of the server. */
export function createInvite(http: HttpClient): Promise<InviteView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.invites) });
}

/** Changes my display name or alias. */
export function changeProfile(http: HttpClient, body: ProfileChange): Promise<AccountView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.account), body });
}
