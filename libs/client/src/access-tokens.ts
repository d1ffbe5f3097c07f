import {
  pathOf,
  routePatterns,
  type AccessTokenId,
  type AccessTokenView,
  type CreateAccessTokenRequest,
  type NewAccessTokenView,
  type Page,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** One page of my personal access tokens, without the tokens themselves. */
export function listAccessTokens(
  http: HttpClient,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<Page<AccessTokenView>> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.accessTokens), query, signal });
}

/** Makes a personal access token. Its answer is the only one that holds the token. */
export function createAccessToken(
  http: HttpClient,
  body: CreateAccessTokenRequest,
): Promise<NewAccessTokenView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.accessTokens), body });
}

/** Deletes a personal access token; scripts that use it are refused from now on. */
export function deleteAccessToken(http: HttpClient, accessTokenId: AccessTokenId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.accessToken, { accessTokenId }) });
}
