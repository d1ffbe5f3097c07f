import { routePatterns, type PushKeyView, type PushSubscriptionRequest } from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** The key to subscribe to web push with. */
export function readPush(http: HttpClient): Promise<PushKeyView> {
  return http.send({ method: 'GET', path: routePatterns.push });
}

/** Tells where this browser is to be reached while no page is open. */
export function subscribePush(http: HttpClient, body: PushSubscriptionRequest): Promise<void> {
  return http.send({ method: 'PUT', path: routePatterns.pushSubscription, body });
}

/** This browser is not to be reached any more. */
export function forgetPush(http: HttpClient): Promise<void> {
  return http.send({ method: 'DELETE', path: routePatterns.pushSubscription });
}
