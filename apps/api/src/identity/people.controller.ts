import {
  endpoints,
  type AccountView,
  type InviteView,
  type SessionView,
  type SignUpPolicyView,
} from '@carillon/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import { serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../platform/env.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { presentAccount, presentSession } from './account.presenter.js';
import { Credentials } from './credentials.js';
import type { Identity } from './identity.js';
import { Me } from './session.guard.js';
import { SessionsService, type OpenedSession, type Origin } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UsersService } from './users.service.js';

/** The longest that browsers keep a cookie. The server ends a session by its use; a cookie with a date would end it by its age. */
const cookieLifeSeconds = 400 * 24 * 60 * 60;

@Controller()
export class PeopleController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly throttle: SignInThrottle,
    private readonly credentials: Credentials,
    private readonly settings: Settings,
  ) {}

  @Handles(endpoints.signUp)
  async signUp(
    @Input() { body }: InputOf<typeof endpoints.signUp>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    await this.throttle.admitSignUp(request.ip);
    const user = await this.users.signUp(body);
    return this.handOver(await this.sessions.open(user, originOf(request)), reply);
  }

  @Handles(endpoints.readSignUpPolicy)
  readSignUpPolicy(): Promise<SignUpPolicyView> {
    return this.users.readSignUpPolicy();
  }

  @Handles(endpoints.createInvite)
  createInvite(@Me() me: Identity): Promise<InviteView> {
    return this.users.createInvite(me);
  }

  @Handles(endpoints.signIn)
  async signIn(
    @Input() { body }: InputOf<typeof endpoints.signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.handOver(await this.sessions.signIn(body, originOf(request)), reply);
  }

  @Handles(endpoints.readSession)
  readSession(@Me() me: Identity): SessionView {
    return presentSession(me);
  }

  /** Signing out always succeeds; without a session there is nothing to end. */
  @Handles(endpoints.signOut)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const identity = await this.credentials.identify(request.headers);
    if (identity?.credential.kind === 'session') await this.sessions.end(identity.credential.id);
    this.setCookie(reply, '', { expires: new Date(0) });
  }

  @Handles(endpoints.changeProfile)
  async changeProfile(
    @Me() me: Identity,
    @Input() { body }: InputOf<typeof endpoints.changeProfile>,
  ): Promise<AccountView> {
    return presentAccount(await this.users.changeProfile(me, body));
  }

  private handOver({ identity, token }: OpenedSession, reply: FastifyReply): SessionView {
    this.setCookie(reply, token, { maxAge: cookieLifeSeconds });
    return presentSession(identity);
  }

  /** Scripts of a page cannot read it, other sites' pages cannot use it, and HTTPS is kept to where there is any. */
  private setCookie(reply: FastifyReply, value: string, end: { maxAge: number } | { expires: Date }): void {
    const secure = this.settings.isSecure;
    const cookie = serialize(this.credentials.cookieName, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      ...end,
    });
    void reply.header('set-cookie', cookie);
  }
}

function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, userAgent: request.headers['user-agent'] };
}
