import type { SignUpPolicyView } from '@carillon/contracts';
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer } from '../../testing/fake-server';
import { anAccount } from '../../testing/factories';
import { renderSignedIn } from '../../testing/render';
import { SignUpForm } from './sign-up-form';

const open: SignUpPolicyView = { mode: 'open', domains: [], isFirstAccount: false };
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show(policy: SignUpPolicyView = open, invite: string | null = null) {
  return renderSignedIn(<SignUpForm policy={policy} invite={invite} search="" />);
}

async function fillAndSend(user: ReturnType<typeof show>['user']): Promise<void> {
  await user.type(screen.getByLabelText('E-mail'), 'mary@example.com');
  await user.type(screen.getByLabelText('Display name'), 'Mary Major');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign up' }));
}

describe('signing up', () => {
  it('says that the first account becomes the owner', () => {
    show({ ...open, isFirstAccount: true });
    expect(screen.getByText(/becomes the owner/)).toBeTruthy();
  });

  it('names every empty field and sends nothing', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    for (const label of ['E-mail', 'Display name', 'Password'])
      expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true');
    expect(server.received).toEqual([]);
  });

  it('shows a taken address beside the address', async () => {
    server.refuse('POST /api/v1/users', 'EMAIL_TAKEN');
    const { user } = show();
    await fillAndSend(user);
    await screen.findByText(/There is an account with this e-mail address already/);
    expect(
      screen.getByRole('textbox', { name: 'E-mail', description: /account with this e-mail/ }),
    ).toBeTruthy();
  });

  it('sends the token of the invitation along', async () => {
    server.on('POST /api/v1/users', { account: anAccount(), sessionId: 'session' }, 201);
    const { user } = show(open, 'invited');
    await fillAndSend(user);
    expect(server.writes()[0]?.body).toEqual({
      email: 'mary@example.com',
      displayName: 'Mary Major',
      password: 'correct horse',
      invite: 'invited',
    });
  });

  it('shows the password on request', async () => {
    const { user } = show();
    expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(screen.getByLabelText('Password').getAttribute('type')).toBe('text');
  });
});
