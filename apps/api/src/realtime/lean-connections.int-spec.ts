import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { SocketServer } from '../../test/support/socket-server.js';
import { letGoOfHandshake, letGoOfUpgrades } from './lean-connections.js';
import type { TypedSocket } from './typed-socket.js';

describe('a connection that is open', () => {
  let server: SocketServer;
  afterEach(() => server.stop());

  /** Node has it under a flag only, which can be set at any time. */
  const collectGarbage = () => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  };
  const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1));

  it('keeps nothing of the request that opened it', async () => {
    server = await SocketServer.start();
    letGoOfUpgrades(server.io);
    const requests: WeakRef<object>[] = [];
    server.io.on('connection', (socket: TypedSocket) => {
      requests.push(new WeakRef(socket.request), new WeakRef(socket.handshake.headers));
      letGoOfHandshake(socket);
    });
    const { until } = await server.connect();
    server.io.emit('text', 'still open');
    await until('still open');
    for (let turn = 0; turn < 100 && requests.some((request) => request.deref() !== undefined); turn += 1) {
      await nextTurn();
      collectGarbage();
    }
    expect(requests.map((request) => request.deref())).toEqual([undefined, undefined]);
  });
});
