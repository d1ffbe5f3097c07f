import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteWebhook } from '@carillon/client';
import { parse } from 'yaml';
import { copiedText } from '../pages/clipboard.js';
import type { RoomScreen } from '../pages/room-screen.js';
import { needsProgram, runProgram, type Ending } from './program.js';
import { expect, test } from './test.js';

const sample = 'Hello from a script :wave:';

type Runner = {
  /** As Manage webhooks calls it. */
  label: string;
  needs: [string, ...string[]][];
  /** What it posts. */
  content?: string;
  /** Prepares what was copied in a folder; answers how to run it, with the URL for those that take it from a secret. */
  prepare(text: string, folder: string): Promise<(url: string) => Promise<Ending>>;
};

/** Writes a program to a file, and runs that. */
const saved = (file: string, ...command: [string, ...string[]]) =>
  async function prepare(text: string, folder: string) {
    await writeFile(join(folder, file), text);
    const [program, ...args] = command;
    return () => runProgram(program, [...args, file], { cwd: folder });
  };

/** What GitHub puts into the step: a branch with a name that would run as shell, or break JSON, if it could. */
const expressions: Record<string, string> = {
  'github.workflow': 'Build',
  'github.ref_name': '"$(touch pwned)"',
  'job.status': 'failure',
  'github.server_url': 'https://github.example.com',
  'github.repository': 'team/app',
  'github.run_id': '7',
};

const runners: Runner[] = [
  { label: 'curl', needs: [['curl']], prepare: saved('post.sh', 'bash') },
  { label: 'PowerShell', needs: [['pwsh']], prepare: saved('post.ps1', 'pwsh', '-NoProfile', '-File') },
  { label: 'Python, urllib', needs: [['python3']], prepare: saved('post.py', 'python3') },
  {
    label: 'Python, requests',
    needs: [['python3', '-c', 'import requests']],
    prepare: saved('post.py', 'python3'),
  },
  { label: 'Node, fetch', needs: [], prepare: saved('post.mjs', process.execPath) },
  {
    label: 'Go',
    needs: [['go', 'version']],
    prepare: async (text, folder) => {
      await writeFile(join(folder, 'main.go'), text);
      const { code, errors } = await runProgram('go', ['build', '-o', 'post', 'main.go'], { cwd: folder });
      expect(code, errors).toBe(0);
      return () => runProgram('./post', [], { cwd: folder });
    },
  },
  {
    label: 'GitHub Actions',
    needs: [['curl'], ['jq']],
    content: 'Build on "$(touch pwned)": **failure**, https://github.example.com/team/app/actions/runs/7',
    prepare: async (text, folder) => {
      const [step] = parse(text) as [{ env: Record<string, string>; run: string }];
      await writeFile(join(folder, 'step.sh'), step.run);
      const filled = (value = '') =>
        value.replace(/\$\{\{ (.*?) \}\}/g, (_all, name: string) => expressions[name] ?? '');
      // As a runner does where a step names no shell.
      return (url) =>
        runProgram('bash', ['-e', 'step.sh'], {
          cwd: folder,
          env: { CONTENT: filled(step.env['CONTENT']), CARILLON_WEBHOOK_URL: url },
        });
    },
  },
  {
    label: 'GitLab CI',
    needs: [['curl']],
    content: 'team/app failed on main: https://gitlab.example.com/team/app/-/pipelines/7',
    prepare: async (text, folder) => {
      const job = (parse(text) as Record<string, { script: string[] }>)['post-to-carillon'];
      await writeFile(join(folder, 'script.sh'), (job?.script ?? []).join('\n'));
      return (url) =>
        runProgram('sh', ['-e', 'script.sh'], {
          cwd: folder,
          env: {
            CI_PROJECT_PATH: 'team/app',
            CI_COMMIT_REF_SLUG: 'main',
            CI_PIPELINE_URL: 'https://gitlab.example.com/team/app/-/pipelines/7',
            CARILLON_WEBHOOK_URL: url,
          },
        });
    },
  },
];

/** What Copy gives to an administrator who chooses a language for a webhook. */
async function copySnippet(room: RoomScreen, label: string): Promise<string> {
  const dialog = await room.manageWebhooks();
  await dialog.getByRole('button', { name: 'Code for Build' }).click();
  await dialog.getByLabel('Language or tool').selectOption({ label });
  await dialog.getByRole('button', { name: 'Copy code' }).click();
  return copiedText(room.page, /\n$/);
}

for (const { label, needs, content = sample, prepare } of runners)
  test(`the ${label} snippet waits after 429, and says without the token why a URL was refused`, async ({
    alice,
    room,
    enter,
    webhook,
    expectSeenOnce,
  }, testInfo) => {
    for (const [program, ...probe] of needs) needsProgram(program, ...probe);
    const snippet = await copySnippet(await enter(alice), label);
    const folder = testInfo.outputPath();
    await mkdir(folder, { recursive: true });
    const run = await prepare(snippet, folder);

    // Of two at once, the second meets 429.
    for (const { code, output, errors } of await Promise.all([run(webhook.url), run(webhook.url)])) {
      expect(code, errors + output).toBe(0);
      expect(output).toContain('MessageId');
    }
    await expectSeenOnce([content, content]);
    expect(await readdir(folder)).not.toContain('pwned');

    await deleteWebhook(alice.http, room.id, webhook.id);
    const { code, output, errors } = await run(webhook.url);
    expect(code).not.toBe(0);
    expect(output + errors).toContain('This webhook URL no longer works');
    expect(output + errors).not.toContain(new URL(webhook.url).searchParams.get('token'));
  });
