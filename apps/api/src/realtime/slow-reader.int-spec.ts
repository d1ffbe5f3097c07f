import { once } from 'node:events';
import { endpoints, limits, socketPath, type MessageView } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { aScene, type Scene } from '../../test/factories/rooms.js';
import { connect } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

describe('a reader that takes less than it is sent', () => {
  let server: TestServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startTestServer();
    scene = await aScene(server);
  });
  afterAll(() => server.stop());

  const inRoom = () => ({ params: { roomId: scene.room.id } });
  const write = (content: string) =>
    scene.administrator.call(endpoints.postMessage, { ...inRoom(), body: { content } });
  const droppedReaders = async () => {
    const { body } = await scene.administrator.send('GET', '/metrics');
    return Number(/^carillon_socket_slow_readers_total (\d+)$/m.exec(String(body))?.[1]);
  };

  it('is disconnected when 1 MiB waits, and finds the rest in the history; others notice nothing', async () => {
    const other = await connect(server, { cookie: scene.administrator.cookie });
    const { slow, seqs } = await openStalled();
    const text = 'x'.repeat(limits.messages.maxContentBytes);
    while ((await droppedReaders()) === 0) await Promise.all(Array.from({ length: 20 }, () => write(text)));
    const { seq: last } = await write('last');
    await other.next('message:created', (message) => message.seq === last);
    const all = Array.from({ length: last }, (_, index) => index + 1);
    expect(other.received('message:created').map(({ seq }) => seq)).toEqual(all);

    slow.resume();
    const [code] = (await once(slow, 'close')) as [number];
    expect(code).toBe(1013);
    const again = await connect(server, { cookie: scene.member.cookie });
    const missed: number[] = [];
    for (;;) {
      const after = missed.at(-1) ?? seqs.at(-1) ?? 0;
      const query = { after, limit: limits.pages.maxSize };
      const { items } = await scene.member.call(endpoints.listMessages, { ...inRoom(), query });
      if (items.length === 0) break;
      missed.push(...items.map(({ seq }) => seq).reverse());
    }
    expect(missed.length).toBeGreaterThan(0);
    expect([...seqs, ...missed]).toEqual(all);
    await write('and on');
    expect(await again.next('message:created')).toMatchObject({ content: 'and on' });
    other.close();
    again.close();
  }, 60_000);

  /** A member's socket that is connected and then does not read; what it reads later is in `seqs`. */
  async function openStalled() {
    const address = `ws://127.0.0.1:${server.port}${socketPath}/?EIO=4&transport=websocket`;
    const slow = new WebSocket(address, { headers: { cookie: scene.member.cookie } });
    await once(slow, 'message');
    const connected = once(slow, 'message');
    slow.send('40');
    const [answer] = (await connected) as [Buffer];
    expect(answer.toString()).toMatch(/^40\{/);
    slow.pause();
    const seqs: number[] = [];
    slow.on('message', (data: Buffer) => {
      const packet = data.toString();
      if (!packet.startsWith('42["message:created"')) return;
      const [, message] = JSON.parse(packet.slice(2)) as [string, MessageView];
      seqs.push(message.seq);
    });
    return { slow, seqs };
  }
});
