import {
  pathOf,
  routePatterns,
  type FoundPeople,
  type OpenConversationRequest,
  type RoomView,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** The conversation with these people, made if there is none yet. */
export function openConversation(http: HttpClient, body: OpenConversationRequest): Promise<RoomView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.conversations), body });
}

/** People to talk to, by the beginnings of their names; without a text the first of everybody. */
export function findPeople(http: HttpClient, search: string, signal?: AbortSignal): Promise<FoundPeople> {
  return http.send({
    method: 'GET',
    path: pathOf(routePatterns.people),
    query: search === '' ? {} : { search },
    signal,
  });
}
