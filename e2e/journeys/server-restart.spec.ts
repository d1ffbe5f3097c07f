import { addMember, createRoom, createWebhook } from '@carillon/client';
import { signUpPerson } from '../fixtures/people.js';
import { Server } from '../fixtures/server.js';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  test(`after the server ends by ${signal} and starts again, what was answered 200 is shown once`, async ({
    browser,
  }) => {
    const server = await Server.start();
    const alice = await signUpPerson(server, browser, 'Alice');
    const bob = await signUpPerson(server, browser, 'Bob');
    const room = await createRoom(alice.http, { name: 'Operations' });
    await addMember(alice.http, room.id, { userId: bob.account.userId });
    const webhook = await createWebhook(alice.http, room.id, { name: 'Build' });
    const screen = new RoomScreen(await (await bob.open()).newPage());
    await screen.goto(room);
    const post = (text: string) =>
      fetch(webhook.url, { method: 'POST', body: JSON.stringify({ Content: text }) });

    expect((await post('before')).status).toBe(200);
    await server.halt(signal);
    await expect(screen.page.getByText('Offline: reconnecting…')).toBeVisible();
    await expect(post('meanwhile')).rejects.toThrow();
    await server.run();
    expect((await post('after')).status).toBe(200);
    await expect(screen.messages).toHaveCount(2);
    await expect(screen.messages.first()).toContainText('before');
    await expect(screen.messages.last()).toContainText('after');
    await expect(screen.page.getByText('Offline: reconnecting…')).toBeHidden();
    await screen.write('still here');
    await expect(screen.message('still here')).toHaveCount(1);
    await server.remove();
  });
