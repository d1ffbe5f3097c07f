import { pathOf, routePatterns, type AvailabilityChange, type MyAvailabilityView } from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** What I chose about how I am to be reached. */
export function readAvailability(http: HttpClient, signal?: AbortSignal): Promise<MyAvailabilityView> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.availability), signal });
}

/** Chooses anew; what is left out stays. */
export function changeAvailability(http: HttpClient, body: AvailabilityChange): Promise<MyAvailabilityView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.availability), body });
}
