import { endpoints, type MemberPage, type MemberView, type MySettingsView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { MembershipsService } from './memberships.service.js';
import { MySettingsService } from './my-settings.service.js';

@Controller()
export class MembershipsController {
  constructor(
    private readonly memberships: MembershipsService,
    private readonly mySettings: MySettingsService,
  ) {}

  @Handles(endpoints.listMembers)
  list(
    @Me() me: Identity,
    @Input() { params, query }: InputOf<typeof endpoints.listMembers>,
  ): Promise<MemberPage> {
    return this.memberships.list(me, params.roomId, query.cursor, query.limit);
  }

  @Handles(endpoints.addMember)
  add(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.addMember>,
  ): Promise<MemberView> {
    return this.memberships.add(me, params.roomId, body);
  }

  @Handles(endpoints.changeMember)
  change(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.changeMember>,
  ): Promise<MemberView> {
    return this.memberships.changeRole(me, params.roomId, params.userId, body.role);
  }

  @Handles(endpoints.changeMySettings)
  changeMySettings(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.changeMySettings>,
  ): Promise<MySettingsView> {
    return this.mySettings.change(me, params.roomId, body);
  }

  @Handles(endpoints.removeMember)
  remove(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.removeMember>): Promise<void> {
    return this.memberships.remove(me, params.roomId, params.userId);
  }
}
