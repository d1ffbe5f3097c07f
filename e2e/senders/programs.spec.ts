import { writeFile } from 'node:fs/promises';
import axios from 'axios';
import { needsProgram, runProgram } from './program.js';
import { expect, test } from './test.js';

// Quotes, a line end, and characters of one to four bytes.
const content = 'Build #7 of "main":\nhéllo, 東京 🚀';
const json = JSON.stringify({ Content: content });

const withUrllib = `import json, sys, urllib.request
body = json.dumps({"Content": sys.argv[2]}).encode()
print(urllib.request.urlopen(sys.argv[1], body).read().decode())`;
const withRequests = `import requests, sys
answer = requests.post(sys.argv[1], json={"Content": sys.argv[2]})
answer.raise_for_status()
print(answer.text)`;

/** Commands as their manuals have them; nothing is said that the program would not do by itself. */
const commands: {
  name: string;
  program: string;
  probe?: string[];
  command: (url: string) => [string, ...string[]];
}[] = [
  { name: 'curl', program: 'curl', command: (url) => ['curl', '-sS', '--data', json, url] },
  { name: 'wget', program: 'wget', command: (url) => ['wget', '-q', '-O', '-', `--post-data=${json}`, url] },
  {
    name: 'HTTPie',
    program: 'http',
    command: (url) => ['http', '--ignore-stdin', '--body', 'POST', url, `Content=${content}`],
  },
  {
    name: 'Python urllib',
    program: 'python3',
    command: (url) => ['python3', '-c', withUrllib, url, content],
  },
  {
    name: 'Python requests',
    program: 'python3',
    probe: ['-c', 'import requests'],
    command: (url) => ['python3', '-c', withRequests, url, content],
  },
];

for (const { name, program, probe = [], command } of commands)
  test(`${name} delivers one message, which a socket and a browser see once`, async ({
    webhook,
    expectSeenOnce,
  }) => {
    needsProgram(program, ...probe);
    const [file, ...args] = command(webhook.url);
    const { code, output, errors } = await runProgram(file, args);
    expect(code, errors).toBe(0);
    expect(Object.keys(JSON.parse(output) as object)).toEqual(['MessageId', 'RoomId']);
    await expectSeenOnce([content]);
  });

test('the fetch of Node delivers one message, which a socket and a browser see once', async ({
  webhook,
  expectSeenOnce,
}) => {
  const answer = await fetch(webhook.url, { method: 'POST', body: json });
  expect(answer.status).toBe(200);
  await expectSeenOnce([content]);
});

test('axios delivers one message, which a socket and a browser see once', async ({
  webhook,
  expectSeenOnce,
}) => {
  const { status } = await axios.post(webhook.url, { Content: content });
  expect(status).toBe(200);
  await expectSeenOnce([content]);
});

/** How many posts pass in so many seconds, however many are tried: one at once, then one a second. */
const passing = (seconds: number) => Math.floor(seconds + 0.1) + 1;

function expectOnePerSecond(accepted: number, seconds: number): void {
  expect(accepted).toBeLessThanOrEqual(passing(seconds));
  expect(accepted).toBeGreaterThanOrEqual(passing(seconds) - 1);
}

test('ab posts as fast as it can and gets one message a second through', async ({
  webhook,
  expectSeenOnce,
}, testInfo) => {
  needsProgram('ab', '-V');
  await writeFile(testInfo.outputPath('body.json'), '{"Content":"from ab"}');
  const args = '-q -n 3000 -c 8 -T application/json -p'.split(' ');
  args.push(testInfo.outputPath('body.json'));
  const { code, output, errors } = await runProgram('ab', [...args, webhook.url]);
  expect(code, errors).toBe(0);
  const read = (label: string) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(output)?.[1]);
  expect(read('Complete requests')).toBe(3000);
  const accepted = 3000 - read('Non-2xx responses');
  expectOnePerSecond(accepted, read('Time taken for tests'));
  await expectSeenOnce(Array.from({ length: accepted }, () => 'from ab'));
});

test('hey posts as fast as it can and gets one message a second through', async ({
  webhook,
  expectSeenOnce,
}) => {
  needsProgram('hey');
  const args = [
    '-n',
    '3000',
    '-c',
    '8',
    '-m',
    'POST',
    '-T',
    'application/json',
    '-d',
    '{"Content":"from hey"}',
  ];
  const { code, output, errors } = await runProgram('hey', [...args, webhook.url]);
  expect(code, errors).toBe(0);
  const read = (pattern: RegExp) => Number(pattern.exec(output)?.[1]);
  const accepted = read(/\[200\]\s+(\d+) responses/);
  expect(accepted + read(/\[429\]\s+(\d+) responses/)).toBe(3000);
  expectOnePerSecond(accepted, read(/Total:\s+([\d.]+) secs/));
  await expectSeenOnce(Array.from({ length: accepted }, () => 'from hey'));
});
