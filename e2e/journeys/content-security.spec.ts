import { postMessage } from '@carillon/client';
import type { BrowserContext, Page } from '@playwright/test';
import { password } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

/** Everything a page did that its policy forbids, as the browser reports it, from before its first script on. */
async function watch(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await context.addInitScript(() => {
    const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) => {
      report(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  context.on('console', (entry) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(entry.text())) violations.push(entry.text());
  });
  context.on('weberror', (error) => violations.push(error.error().message));
  return violations;
}

/** Opens each of these from the account menu, looks at it, and closes it. */
async function openAll(page: Page, names: string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}

test('nothing in the client breaks its content security policy', async ({ alice, bob, room, webhook }) => {
  await postMessage(bob.http, room.id, {
    content: `# Status\n\nHi @${alice.account.alias} :tada: <script>alert(1)</script>\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n\`\`\`js\nlet a\n\`\`\`\n\n![image](https://images.example/a.png) [link](javascript:alert(1))`,
  });
  const context = await alice.open();
  const violations = await watch(context);
  const screen = new RoomScreen(await context.newPage());
  await screen.goto(room);
  await expect(screen.message('Status')).toBeVisible();
  await screen.write('Hello @');
  await screen.page.keyboard.press('Escape');
  for (const setting of ['Edit members', 'Edit room', 'Manage webhooks'] as const) {
    const dialog = await screen.chooseSetting(setting);
    if (setting === 'Manage webhooks')
      await expect(dialog.getByRole('listitem', { name: webhook.name })).toBeVisible();
    await screen.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await openAll(screen.page, ['Account and theme', 'Access tokens', 'Password and devices']);
  for (const path of ['/', '/nowhere', '/sign-up']) {
    await screen.page.goto(path);
    await expect(screen.page.getByRole('heading').first()).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test('nothing in the description of the API breaks its own', async ({ page, server }) => {
  const violations = await watch(page.context());
  await page.goto(`${server.url}/api/docs/`);
  await page.getByText('/api/v1/sign-up-policy').click();
  await expect(page.getByText('Who may: Anyone.').first()).toBeVisible();
  expect(violations).toEqual([]);
});

test('the watch would see a violation', async ({ page, server }) => {
  const violations = await watch(page.context());
  await page.goto(`${server.url}/sign-in`);
  await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: '* { color: red }' }));
  });
  await expect.poll(() => violations.join()).toContain('style-src-elem: inline');
});

test('a foreign page can neither frame the client nor act with its cookie', async ({
  alice,
  room,
  server,
}) => {
  const context = await alice.open();
  const page = await context.newPage();
  const body = `<iframe src="${server.url}/rooms/${room.id}"></iframe>`;
  await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('http://evil.example/');
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  const answer = await page.evaluate(
    ([url, id]) =>
      fetch(`${url}/api/v1/rooms/${id}`, { method: 'DELETE', credentials: 'include' }).then(
        () => 'answered',
        () => 'refused',
      ),
    [server.url, room.id] as const,
  );
  expect(answer).toBe('refused');
  await new RoomScreen(await context.newPage()).goto(room);
});

test('the password is changed, and the other device is asked for it', async ({ alice, room }) => {
  const [here, there] = [await (await alice.open()).newPage(), await (await alice.open()).newPage()];
  await there.goto('/sign-in');
  await there.context().clearCookies();
  await there.goto('/sign-in');
  await there.getByLabel('E-mail').fill(alice.account.email);
  await there.getByLabel('Password', { exact: true }).fill(password);
  await there.getByRole('button', { name: 'Sign in' }).click();
  await expect(there.getByRole('heading', { name: room.name, level: 1 })).toBeVisible();
  await new RoomScreen(here).goto(room);
  await here.getByRole('button', { name: /Account of/ }).click();
  await here.getByRole('menuitem', { name: 'Password and devices' }).click();
  const dialog = here.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: 'Devices' }).getByRole('listitem')).toHaveCount(2);
  await dialog.getByLabel('Present password', { exact: true }).fill(password);
  await dialog.getByLabel('New password', { exact: true }).fill('quite another passphrase');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog.getByRole('list', { name: 'Devices' }).getByRole('listitem')).toHaveCount(1);
  await expect(there.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
