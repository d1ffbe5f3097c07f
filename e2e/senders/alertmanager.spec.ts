import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { needsProgram } from './program.js';
import { expect, test } from './test.js';

/** Passes a connection on to the server, and keeps what came back: what the sender was told. */
async function startRelay(port: number) {
  let told = '';
  const relay = createServer((sender) => {
    const server = connect(port, '127.0.0.1');
    server.on('data', (bytes: Buffer) => (told += bytes.toString()));
    // Whichever side breaks off takes the other with it.
    sender.on('error', () => server.destroy());
    server.on('error', () => sender.destroy());
    sender.pipe(server).pipe(sender);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    origin: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    told: () => told,
    close: () => relay.close(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

test('Alertmanager, whose webhook has a shape of its own, gets a 400 that names what was found', async ({
  server,
  webhook,
  expectSeenOnce,
}, testInfo) => {
  needsProgram('prometheus-alertmanager');
  const relay = await startRelay(Number(new URL(server.url).port));
  const port = await freePort();
  const config = {
    route: { receiver: 'carillon', group_wait: '0s', group_interval: '1s' },
    receivers: [
      { name: 'carillon', webhook_configs: [{ url: webhook.url.replace(server.url, relay.origin) }] },
    ],
  };
  // JSON is YAML.
  await writeFile(testInfo.outputPath('alertmanager.yml'), JSON.stringify(config));
  const alertmanager = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${testInfo.outputPath('alertmanager.yml')}`,
      `--storage.path=${testInfo.outputPath('data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  try {
    const statusOf = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${path}`, init).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(() => statusOf('/-/ready')).toBe(200);
    const alert = { labels: { alertname: 'DiskFull', severity: 'critical' } };
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([alert]),
    };
    expect(await statusOf('/api/v2/alerts', init)).toBe(200);
    await expect.poll(relay.told).toContain('\r\n\r\n{');
  } finally {
    alertmanager.kill();
    await once(alertmanager, 'exit');
    relay.close();
  }
  expect(relay.told()).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(relay.told().split('\r\n\r\n')[1] ?? '')).toEqual({
    Message:
      'The key "Content" is missing. Found "alerts" instead: rename that key to "Content" with a capital C and a string as its value.',
    Code: 'CONTENT_MISSING',
  });
  await expectSeenOnce([]);
});
