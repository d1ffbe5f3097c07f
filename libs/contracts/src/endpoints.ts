import { z } from 'zod';
import { deliveryPage, deliveryQuery, postedMessage, webhookActivityList } from './deliveries.js';
import type { ErrorCode } from './errors.js';
import { accessTokenId, deliveryId, roomId, sessionId, userId, webhookId } from './ids.js';
import { addMemberRequest, memberChange, memberPage, memberView } from './memberships.js';
import {
  messagePage,
  messageQuery,
  messageView,
  postMessageRequest,
  readMarkerChange,
  readMarkerView,
} from './messages.js';
import { mySettingsChange, mySettingsView } from './my-settings.js';
import { pageOf, pageQuery } from './pages.js';
import { createRoomRequest, roomChange, roomPage, roomView } from './rooms.js';
import { routePatterns, type RoutePattern } from './routes.js';
import {
  accessTokenView,
  accountView,
  createAccessTokenRequest,
  devicePage,
  inviteView,
  newAccessTokenView,
  passwordChange,
  personChange,
  personPage,
  personQuery,
  personView,
  profileChange,
  sessionView,
  signInRequest,
  signUpPolicyView,
  signUpRequest,
} from './users.js';
import {
  createWebhookRequest,
  rosterWebhookList,
  webhookChange,
  webhookList,
  webhookView,
} from './webhooks.js';

/**
 * Who may call an endpoint. The server enforces it, the API description states it, and a spec tries each one.
 * `anyone`: no session needed. `signed-in`: any account. `owner`: the first account of the server.
 * `member`, `administrator`: of the room in the path; everyone else gets 404, members without the role 403.
 */
export type Access = 'anyone' | 'signed-in' | 'owner' | 'member' | 'administrator';

/** One call of the HTTP API: what validates it also describes it. */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: RoutePattern;
  summary: string;
  tag: 'People' | 'Rooms' | 'Members' | 'Messages' | 'Webhooks';
  access: Access;
  params: Params;
  query: Query;
  body: Body;
  status: 200 | 201 | 204;
  answer: Answer;
  errors: readonly ErrorCode[];
};

const nothing = z.undefined();
type Nothing = typeof nothing;

/** Fills what an endpoint leaves out: no parameters, no query, no body, no answer. */
function endpoint<
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
  Answer extends z.ZodType = Nothing,
>(
  description: Pick<Endpoint, 'method' | 'path' | 'summary' | 'tag' | 'access' | 'status'> & {
    params?: Params;
    query?: Query;
    body?: Body;
    answer?: Answer;
    errors?: readonly ErrorCode[];
  },
): Endpoint<Params, Query, Body, Answer> {
  return {
    // An absent part is `nothing`, which is what its type parameter falls back to.
    params: nothing as unknown as Params,
    query: nothing as unknown as Query,
    body: nothing as unknown as Body,
    answer: nothing as unknown as Answer,
    errors: [],
    ...description,
  };
}

const inRoom = z.object({ roomId });
const onMember = z.object({ roomId, userId });
const onWebhook = z.object({ roomId, webhookId });
const onDelivery = z.object({ roomId, webhookId, deliveryId });

/** What a post can be refused with once its webhook is found; the same whoever posts it. */
const refusalsOfPosts = ['BROADCAST_TOO_LARGE', 'RATE_LIMITED'] as const;

/** Every call of the HTTP API, by name. */
export const endpoints = {
  signUp: endpoint({
    method: 'POST',
    path: routePatterns.users,
    summary: 'Sign up, and sign in',
    tag: 'People',
    access: 'anyone',
    body: signUpRequest,
    status: 201,
    answer: sessionView,
    errors: [
      'EMAIL_TAKEN',
      'PASSWORD_COMMON',
      'SIGN_UP_NEEDS_INVITE',
      'SIGN_UP_INVITE_INVALID',
      'SIGN_UP_DOMAIN_REFUSED',
      'TOO_MANY_SIGN_UPS',
    ],
  }),
  readSignUpPolicy: endpoint({
    method: 'GET',
    path: routePatterns.signUpPolicy,
    summary: 'Who may sign up here',
    tag: 'People',
    access: 'anyone',
    status: 200,
    answer: signUpPolicyView,
  }),
  createInvite: endpoint({
    method: 'POST',
    path: routePatterns.invites,
    summary: 'Make a link with which one person can sign up',
    tag: 'People',
    access: 'owner',
    status: 201,
    answer: inviteView,
    errors: ['NOT_OWNER'],
  }),
  signIn: endpoint({
    method: 'POST',
    path: routePatterns.session,
    summary: 'Sign in',
    tag: 'People',
    access: 'anyone',
    body: signInRequest,
    status: 200,
    answer: sessionView,
    errors: ['SIGN_IN_FAILED', 'ACCOUNT_DEACTIVATED', 'TOO_MANY_SIGN_INS'],
  }),
  readSession: endpoint({
    method: 'GET',
    path: routePatterns.session,
    summary: 'Who am I',
    tag: 'People',
    access: 'signed-in',
    status: 200,
    answer: sessionView,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: routePatterns.session,
    summary: 'Sign out',
    tag: 'People',
    access: 'anyone',
    status: 204,
  }),
  listPeople: endpoint({
    method: 'GET',
    path: routePatterns.users,
    summary: 'Every account of this server',
    tag: 'People',
    access: 'owner',
    query: personQuery,
    status: 200,
    answer: personPage,
    errors: ['NOT_OWNER'],
  }),
  changePerson: endpoint({
    method: 'PATCH',
    path: routePatterns.user,
    summary: 'Deactivate an account, or reactivate it',
    tag: 'People',
    access: 'owner',
    params: z.object({ userId }),
    body: personChange,
    status: 200,
    answer: personView,
    errors: ['NOT_OWNER', 'ACCOUNT_NOT_FOUND', 'CANNOT_DEACTIVATE_OWNER', 'COOKIE_SESSION_NEEDED'],
  }),
  listSessions: endpoint({
    method: 'GET',
    path: routePatterns.sessions,
    summary: 'The devices I am signed in on',
    tag: 'People',
    access: 'signed-in',
    query: pageQuery,
    status: 200,
    answer: devicePage,
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: routePatterns.oneSession,
    summary: 'Sign out one of my devices',
    tag: 'People',
    access: 'signed-in',
    params: z.object({ sessionId }),
    status: 204,
    errors: ['SESSION_NOT_FOUND', 'COOKIE_SESSION_NEEDED'],
  }),
  endOtherSessions: endpoint({
    method: 'DELETE',
    path: routePatterns.sessions,
    summary: 'Sign out all my devices but this one',
    tag: 'People',
    access: 'signed-in',
    status: 204,
    errors: ['COOKIE_SESSION_NEEDED'],
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: routePatterns.password,
    summary: 'Change my password, which signs out all my other devices',
    tag: 'People',
    access: 'signed-in',
    body: passwordChange,
    status: 204,
    errors: ['PASSWORD_WRONG', 'PASSWORD_COMMON', 'TOO_MANY_SIGN_INS', 'COOKIE_SESSION_NEEDED'],
  }),
  changeProfile: endpoint({
    method: 'PATCH',
    path: routePatterns.account,
    summary: 'Change my display name or alias',
    tag: 'People',
    access: 'signed-in',
    body: profileChange,
    status: 200,
    answer: accountView,
    errors: ['ALIAS_TAKEN'],
  }),
  listAccessTokens: endpoint({
    method: 'GET',
    path: routePatterns.accessTokens,
    summary: 'My personal access tokens',
    tag: 'People',
    access: 'signed-in',
    query: pageQuery,
    status: 200,
    answer: pageOf(accessTokenView).meta({ id: 'AccessTokenPage' }),
  }),
  createAccessToken: endpoint({
    method: 'POST',
    path: routePatterns.accessTokens,
    summary: 'Make a personal access token for a script',
    tag: 'People',
    access: 'signed-in',
    body: createAccessTokenRequest,
    status: 201,
    answer: newAccessTokenView,
    errors: ['ACCESS_TOKEN_LIMIT_REACHED', 'TOO_MANY_ACCESS_TOKENS', 'COOKIE_SESSION_NEEDED'],
  }),
  deleteAccessToken: endpoint({
    method: 'DELETE',
    path: routePatterns.accessToken,
    summary: 'Delete a personal access token',
    tag: 'People',
    access: 'signed-in',
    params: z.object({ accessTokenId }),
    status: 204,
    errors: ['ACCESS_TOKEN_NOT_FOUND', 'COOKIE_SESSION_NEEDED'],
  }),

  listRooms: endpoint({
    method: 'GET',
    path: routePatterns.rooms,
    summary: 'My rooms',
    tag: 'Rooms',
    access: 'signed-in',
    query: pageQuery,
    status: 200,
    answer: roomPage,
  }),
  createRoom: endpoint({
    method: 'POST',
    path: routePatterns.rooms,
    summary: 'Make a room; its creator is administrator',
    tag: 'Rooms',
    access: 'signed-in',
    body: createRoomRequest,
    status: 201,
    answer: roomView,
  }),
  readRoom: endpoint({
    method: 'GET',
    path: routePatterns.room,
    summary: 'One room',
    tag: 'Rooms',
    access: 'member',
    params: inRoom,
    status: 200,
    answer: roomView,
    errors: ['ROOM_NOT_FOUND'],
  }),
  changeRoom: endpoint({
    method: 'PATCH',
    path: routePatterns.room,
    summary: 'Rename the room, change its topic or who may add members',
    tag: 'Rooms',
    access: 'administrator',
    params: inRoom,
    body: roomChange,
    status: 200,
    answer: roomView,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR'],
  }),
  deleteRoom: endpoint({
    method: 'DELETE',
    path: routePatterns.room,
    summary: 'Delete the room with its history',
    tag: 'Rooms',
    access: 'administrator',
    params: inRoom,
    status: 204,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR'],
  }),

  changeMySettings: endpoint({
    method: 'PATCH',
    path: routePatterns.mySettings,
    summary: 'How I keep the room: as a favourite, hidden, and of what I am notified',
    tag: 'Rooms',
    access: 'member',
    params: inRoom,
    body: mySettingsChange,
    status: 200,
    answer: mySettingsView,
    errors: ['ROOM_NOT_FOUND'],
  }),

  listMembers: endpoint({
    method: 'GET',
    path: routePatterns.members,
    summary: 'The members of a room',
    tag: 'Members',
    access: 'member',
    params: inRoom,
    query: pageQuery,
    status: 200,
    answer: memberPage,
    errors: ['ROOM_NOT_FOUND'],
  }),
  addMember: endpoint({
    method: 'POST',
    path: routePatterns.members,
    summary: 'Add a member; administrators, or everyone where the invite policy says so',
    tag: 'Members',
    access: 'member',
    params: inRoom,
    body: addMemberRequest,
    status: 201,
    answer: memberView,
    errors: ['ROOM_NOT_FOUND', 'INVITING_RESTRICTED', 'USER_NOT_FOUND', 'USER_DEACTIVATED', 'ALREADY_MEMBER'],
  }),
  changeMember: endpoint({
    method: 'PATCH',
    path: routePatterns.member,
    summary: 'Promote or demote a member',
    tag: 'Members',
    access: 'administrator',
    params: onMember,
    body: memberChange,
    status: 200,
    answer: memberView,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'MEMBER_NOT_FOUND', 'LAST_ADMINISTRATOR'],
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: routePatterns.member,
    summary: 'Remove a member (administrators), or leave (with my own id)',
    tag: 'Members',
    access: 'member',
    params: onMember,
    status: 204,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'MEMBER_NOT_FOUND', 'LAST_ADMINISTRATOR'],
  }),

  listMessages: endpoint({
    method: 'GET',
    path: routePatterns.messages,
    summary: 'History, newest first',
    tag: 'Messages',
    access: 'member',
    params: inRoom,
    query: messageQuery,
    status: 200,
    answer: messagePage,
    errors: ['ROOM_NOT_FOUND'],
  }),
  postMessage: endpoint({
    method: 'POST',
    path: routePatterns.messages,
    summary: 'Write a message',
    tag: 'Messages',
    access: 'member',
    params: inRoom,
    body: postMessageRequest,
    status: 201,
    answer: messageView,
    errors: ['ROOM_NOT_FOUND', 'MESSAGE_BLANK', 'MESSAGE_TOO_LONG', 'BROADCAST_TOO_LARGE'],
  }),
  moveReadMarker: endpoint({
    method: 'PUT',
    path: routePatterns.readMarker,
    summary: 'I have read up to this message; never moves back',
    tag: 'Messages',
    access: 'member',
    params: inRoom,
    body: readMarkerChange,
    status: 200,
    answer: readMarkerView,
    errors: ['ROOM_NOT_FOUND'],
  }),

  listRosterWebhooks: endpoint({
    method: 'GET',
    path: routePatterns.rosterWebhooks,
    summary: 'The webhooks of a room as its roster names them',
    tag: 'Webhooks',
    access: 'member',
    params: inRoom,
    status: 200,
    answer: rosterWebhookList,
    errors: ['ROOM_NOT_FOUND'],
  }),
  listWebhooks: endpoint({
    method: 'GET',
    path: routePatterns.webhooks,
    summary: 'The webhooks of a room with their URLs; at most 10, so one page',
    tag: 'Webhooks',
    access: 'administrator',
    params: inRoom,
    status: 200,
    answer: webhookList,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR'],
  }),
  createWebhook: endpoint({
    method: 'POST',
    path: routePatterns.webhooks,
    summary: 'Make a webhook',
    tag: 'Webhooks',
    access: 'administrator',
    params: inRoom,
    body: createWebhookRequest,
    status: 201,
    answer: webhookView,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_LIMIT_REACHED'],
  }),
  changeWebhook: endpoint({
    method: 'PATCH',
    path: routePatterns.webhook,
    summary: 'Rename a webhook or change its format',
    tag: 'Webhooks',
    access: 'administrator',
    params: onWebhook,
    body: webhookChange,
    status: 200,
    answer: webhookView,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_NOT_FOUND'],
  }),
  regenerateWebhook: endpoint({
    method: 'POST',
    path: routePatterns.webhookRegeneration,
    summary: 'Give a webhook a new URL; the old one answers 404 from now on',
    tag: 'Webhooks',
    access: 'administrator',
    params: onWebhook,
    status: 200,
    answer: webhookView,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_NOT_FOUND'],
  }),
  deleteWebhook: endpoint({
    method: 'DELETE',
    path: routePatterns.webhook,
    summary: 'Delete a webhook; its URL answers 404 from now on, its posts stay',
    tag: 'Webhooks',
    access: 'administrator',
    params: onWebhook,
    status: 204,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_NOT_FOUND'],
  }),
  sendTestMessage: endpoint({
    method: 'POST',
    path: routePatterns.webhookTest,
    summary: 'Post a test message as a webhook; it counts against its rate',
    tag: 'Webhooks',
    access: 'administrator',
    params: onWebhook,
    status: 201,
    answer: postedMessage,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_NOT_FOUND', ...refusalsOfPosts],
  }),
  listWebhookActivity: endpoint({
    method: 'GET',
    path: routePatterns.webhookActivity,
    summary: 'How much each webhook of a room is used',
    tag: 'Webhooks',
    access: 'administrator',
    params: inRoom,
    status: 200,
    answer: webhookActivityList,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR'],
  }),
  listDeliveries: endpoint({
    method: 'GET',
    path: routePatterns.deliveries,
    summary: 'The requests to a webhook URL of the last 7 days, newest first',
    tag: 'Webhooks',
    access: 'administrator',
    params: onWebhook,
    query: deliveryQuery,
    status: 200,
    answer: deliveryPage,
    errors: ['ROOM_NOT_FOUND', 'NOT_ADMINISTRATOR', 'WEBHOOK_NOT_FOUND'],
  }),
  postAgain: endpoint({
    method: 'POST',
    path: routePatterns.deliveryRepetition,
    summary: 'Post the text of an earlier request again, as a new post',
    tag: 'Webhooks',
    access: 'administrator',
    params: onDelivery,
    status: 201,
    answer: postedMessage,
    errors: [
      'ROOM_NOT_FOUND',
      'NOT_ADMINISTRATOR',
      'WEBHOOK_NOT_FOUND',
      'DELIVERY_NOT_FOUND',
      'DELIVERY_NOT_KEPT',
      'BODY_NOT_JSON',
      'BODY_NOT_OBJECT',
      'CONTENT_MISSING',
      'CONTENT_NOT_STRING',
      'CONTENT_BLANK',
      'CONTENT_TOO_LARGE',
      ...refusalsOfPosts,
    ],
  }),
} as const;

export type EndpointName = keyof typeof endpoints;
