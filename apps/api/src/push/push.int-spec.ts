import { endpoints, type NotificationLevel, type RoomId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aScript, signInAgain, type Person } from '../../test/factories/people.js';
import { aRoom, addMember, aScene, type Scene } from '../../test/factories/rooms.js';
import { PushService, vapidClaims } from '../../test/support/push-service.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

describe('web push', () => {
  let service: PushService;
  let server: TestServer;
  let scene: Scene;
  const opened: Inbox[] = [];
  beforeAll(async () => {
    service = await PushService.start();
    server = await startTestServer({ environment: { PUSH_ORIGINS: service.origin } });
  });
  afterAll(async () => {
    await server.stop();
    await service.stop();
  });
  beforeEach(async () => {
    scene = await aScene(server);
  });
  afterEach(() => {
    for (const inbox of opened.splice(0)) inbox.close();
  });

  const subscribe = async (person: Person, device: 'desktop' | 'phone' = 'desktop') => {
    const browser = service.browser(device);
    await person.call(endpoints.subscribePush, { body: browser.subscription });
    return browser;
  };
  const write = (content: string, roomId: RoomId = scene.room.id) =>
    scene.administrator.call(endpoints.postMessage, { params: { roomId }, body: { content } });
  const call = (content: string) => write(`@${scene.member.account.alias} ${content}`);
  const setLevel = (desktop: NotificationLevel, phone: NotificationLevel) =>
    scene.member.call(endpoints.changeMySettings, {
      params: { roomId: scene.room.id },
      body: { notificationLevel: { desktop, phone } },
    });
  /** Whoever subscribed last is reached behind everybody else: then whoever was to be reached has been. */
  const everythingPushed = async () => {
    const last = await aScene(server);
    const browser = await subscribe(last.member);
    await last.administrator.call(endpoints.postMessage, {
      params: { roomId: last.room.id },
      body: { content: `@${last.member.account.alias} last` },
    });
    await expect.poll(() => browser.messages().length, { timeout: 8_000 }).toBe(1);
  };
  const bodies = (browser: { messages(): { body: string }[] }) => browser.messages().map(({ body }) => body);

  it('reaches a member who is called and has no page open: encrypted, signed, short-lived', async () => {
    const browser = await subscribe(scene.member);
    const { seq } = await call('come **quick**');
    await everythingPushed();
    expect(browser.messages()).toEqual([
      {
        title: 'Alice in Operations',
        body: `@${scene.member.account.alias} come quick`,
        roomId: scene.room.id,
        seq,
        url: `/rooms/${scene.room.id}#message-${seq}`,
      },
    ]);
    const { headers, body } = browser.requests()[0]!;
    expect(body.toString('latin1')).not.toContain('quick');
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' });
    const { publicKey } = await scene.member.call(endpoints.readPush);
    const claims = vapidClaims(headers.authorization, publicKey);
    expect(claims).toMatchObject({ aud: service.origin });
    expect(claims['exp']).toBeLessThan(Date.now() / 1000 + 86_400);
  });

  it('keeps to the level of each kind of device, and leaves out what one wrote or read oneself', async () => {
    await setLevel('all', 'none');
    const [desktop, phone] = [
      await subscribe(scene.member),
      await subscribe(await signInAgain(server, scene.member), 'phone'),
    ];
    const author = await subscribe(scene.administrator);
    await write('to everybody @All');
    await everythingPushed();
    expect(bodies(desktop)).toEqual(['to everybody @All']);
    expect([bodies(phone), bodies(author)]).toEqual([[], []]);
    await setLevel('none', 'mentions');
    await write('nothing special');
    const { seq } = await call('one');
    await call('two');
    const params = { roomId: scene.room.id };
    await everythingPushed();
    expect(bodies(desktop)).toHaveLength(1);
    // Of several in a row the last one is told.
    expect(bodies(phone)).toEqual([`@${scene.member.account.alias} two`]);
    await scene.member.call(endpoints.moveReadMarker, { params, body: { lastReadSeq: seq + 1 } });
    const { seq: third } = await call('three');
    await scene.member.call(endpoints.moveReadMarker, { params, body: { lastReadSeq: third } });
    await everythingPushed();
    expect(bodies(phone)).toHaveLength(1);
  });

  it('is silent while any device is in use, and while its person asked not to be disturbed', async () => {
    const browser = await subscribe(scene.member);
    const inbox = await connect(server, { cookie: scene.member.cookie });
    opened.push(inbox);
    await call('while you sit there');
    await everythingPushed();
    inbox.close();
    await scene.member.call(endpoints.changeAvailability, { body: { choice: 'do-not-disturb' } });
    await call('while you sleep');
    await everythingPushed();
    expect(bodies(browser)).toEqual([]);
    await scene.member.call(endpoints.changeAvailability, { body: { choice: 'automatic' } });
    await call('now');
    await everythingPushed();
    expect(bodies(browser)).toEqual([`@${scene.member.account.alias} now`]);
  });

  it.each([404, 410])('forgets a browser of which its push service says %i', async (status) => {
    const browser = await subscribe(scene.member);
    service.statuses.set(browser.path, status);
    await call('one');
    await everythingPushed();
    const left = () =>
      server.rows('select 1 from push_subscriptions where user_id = $1', [scene.member.account.userId]);
    await expect.poll(left).toEqual([]);
    expect(browser.requests()).toHaveLength(1);
  });

  it('keeps a browser whose push service has trouble', async () => {
    const browser = await subscribe(scene.member);
    service.statuses.set(browser.path, 503);
    await call('one');
    await everythingPushed();
    service.statuses.delete(browser.path);
    await call('two');
    await everythingPushed();
    expect(browser.requests()).toHaveLength(2);
  });

  it('ends with the session, by choice, and with the membership', async () => {
    const other = await signInAgain(server, scene.member);
    const [signedOut, unsubscribed] = [await subscribe(scene.member), await subscribe(other)];
    await scene.member.call(endpoints.signOut);
    await other.call(endpoints.forgetPush);
    await call('nobody there');
    const third = await signInAgain(server, scene.member);
    const leaver = await subscribe(third);
    const params = { roomId: scene.room.id, userId: scene.member.account.userId };
    await third.call(endpoints.removeMember, { params });
    await write('gone @All');
    await everythingPushed();
    expect([signedOut, unsubscribed, leaver].map((browser) => bodies(browser))).toEqual([[], [], []]);
  });

  it('reaches a member added to a room after they subscribed', async () => {
    const browser = await subscribe(scene.member);
    const room = await aRoom(scene.administrator, 'Later');
    await addMember(scene.administrator, room.id, scene.member);
    await everythingPushed();
    await write(`@${scene.member.account.alias} welcome`, room.id);
    await everythingPushed();
    expect(browser.messages().map(({ title }) => title)).toEqual(['Alice in Later']);
  });

  it('goes to whoever used a browser last', async () => {
    const browser = service.browser();
    await scene.member.call(endpoints.subscribePush, { body: browser.subscription });
    await scene.outsider.call(endpoints.subscribePush, { body: browser.subscription });
    await call('not for you');
    await everythingPushed();
    expect(bodies(browser)).toEqual([]);
  });

  it.each([
    ['http://push.example.com/x', 'its address must begin with https://'],
    ['https://127.0.0.1/x', 'its address is not public'],
    ['https://[::1]/x', 'its address is not public'],
    ['https://localhost/x', 'its address is not public'],
    ['https://169.254.169.254/latest', 'its address is not public'],
    ['https://push.example.com:8443/x', 'its address names a port or a password'],
  ])('is refused to %s', async (endpoint, problem) => {
    const body = { ...service.browser().subscription, endpoint };
    expect(await scene.member.refusal(endpoints.subscribePush, { body })).toMatchObject({
      status: 400,
      code: 'PUSH_SUBSCRIPTION_INVALID',
      detail: expect.stringContaining(problem) as string,
    });
  });

  it('is refused with keys that nothing can be encrypted with, and to access tokens', async () => {
    const { subscription } = service.browser();
    for (const keys of [
      { ...subscription.keys, p256dh: 'AAAA' },
      { ...subscription.keys, auth: 'AAAA' },
    ]) {
      const body = { ...subscription, keys };
      expect(await scene.member.refusal(endpoints.subscribePush, { body })).toMatchObject({
        code: 'PUSH_SUBSCRIPTION_INVALID',
      });
    }
    const script = await aScript(server, scene.member);
    expect(await script.refusal(endpoints.subscribePush, { body: subscription })).toMatchObject({
      code: 'COOKIE_SESSION_NEEDED',
    });
  });

  it('uses the same key in every process of an instance', async () => {
    const other = await startTestServer({ besides: server });
    const { publicKey } = await scene.member.call(endpoints.readPush);
    const answer = await fetch(`${other.url}/api/v1/push`, { headers: { cookie: scene.member.cookie } });
    expect(await answer.json()).toEqual({ publicKey });
    await other.stop();
  });
});
