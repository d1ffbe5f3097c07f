import {
  endpoints,
  type AccessRequestList,
  type InvitationView,
  type MemberView,
  type Page,
  type RoomView,
  type SentInvitationView,
} from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { AccessRequestsService } from './access-requests.service.js';
import { InvitationsService } from './invitations.service.js';

@Controller()
export class AdmissionsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly requests: AccessRequestsService,
  ) {}

  @Handles(endpoints.invite)
  invite(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.invite>,
  ): Promise<SentInvitationView> {
    return this.invitations.invite(me, params.roomId, body);
  }

  @Handles(endpoints.listSentInvitations)
  listSent(
    @Me() me: Identity,
    @Input() { params, query }: InputOf<typeof endpoints.listSentInvitations>,
  ): Promise<Page<SentInvitationView>> {
    return this.invitations.listSent(me, params.roomId, query.cursor, query.limit);
  }

  @Handles(endpoints.withdrawInvitation)
  withdraw(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.withdrawInvitation>,
  ): Promise<void> {
    return this.invitations.withdraw(me, params.roomId, params.userId);
  }

  @Handles(endpoints.listInvitations)
  list(
    @Me() me: Identity,
    @Input() { query }: InputOf<typeof endpoints.listInvitations>,
  ): Promise<Page<InvitationView>> {
    return this.invitations.list(me, query.cursor, query.limit);
  }

  @Handles(endpoints.acceptInvitation)
  accept(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.acceptInvitation>,
  ): Promise<RoomView> {
    return this.invitations.accept(me, params.roomId);
  }

  @Handles(endpoints.declineInvitation)
  decline(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.declineInvitation>,
  ): Promise<void> {
    return this.invitations.decline(me, params.roomId);
  }

  @Handles(endpoints.requestAccess)
  request(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.requestAccess>): Promise<void> {
    return this.requests.request(me, params.roomId);
  }

  @Handles(endpoints.listAccessRequests)
  async listRequests(@Me() me: Identity): Promise<AccessRequestList> {
    return { items: await this.requests.list(me), nextCursor: null };
  }

  @Handles(endpoints.approveAccess)
  approve(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.approveAccess>,
  ): Promise<MemberView> {
    return this.requests.approve(me, params.roomId, params.userId);
  }

  @Handles(endpoints.declineAccess)
  declineAccess(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.declineAccess>,
  ): Promise<void> {
    return this.requests.decline(me, params.roomId, params.userId);
  }
}
