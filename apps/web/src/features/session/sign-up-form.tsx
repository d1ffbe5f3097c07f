import { limits, type SignUpPolicyView } from '@carillon/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { formErrors } from '../../shared/http/form-errors';
import { PasswordField } from '../../shared/ui/password-field';
import { TextField } from '../../shared/ui/text-field';
import { useSignUp } from './api';
import { AuthForm } from './auth-form';
import { signUpProblems, type SignUpDraft } from './sign-up-draft';

const form = {
  email: { label: 'E-mail', codes: ['EMAIL_TAKEN', 'SIGN_UP_DOMAIN_REFUSED'] },
  displayName: { label: 'Display name' },
  password: { label: 'Password' },
} as const;

type Props = {
  policy: SignUpPolicyView;
  /** Token of an invitation link, if the person came by one. */
  invite: string | null;
  /** Query string to keep on the way to signing in. */
  search: string;
};

/** Making an account. */
export function SignUpForm({ policy, invite, search }: Props) {
  const [draft, setDraft] = useState<SignUpDraft>({ email: '', displayName: '', password: '' });
  const [problems, setProblems] = useState<Partial<SignUpDraft>>({});
  const signUp = useSignUp();
  const errors = formErrors(signUp.error, form);
  const fieldErrors = { ...errors.fields, ...problems };

  function handleSubmit() {
    const found = signUpProblems(draft);
    setProblems(found);
    if (Object.keys(found).length === 0) signUp.mutate({ ...draft, ...(invite !== null && { invite }) });
  }

  function edit(field: keyof SignUpDraft): (value: string) => void {
    return (value) => {
      setDraft({ ...draft, [field]: value });
      setProblems({ ...problems, [field]: undefined });
    };
  }

  return (
    <AuthForm
      title="Sign up"
      lead={leadOf(policy, invite)}
      submitLabel="Sign up"
      isBusy={signUp.isPending}
      error={errors.sentence}
      onSubmit={handleSubmit}
      footer={
        <>
          Have an account? <Link to={`/sign-in${search}`}>Sign in</Link>
        </>
      }
    >
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={draft.email}
        onValueChange={edit('email')}
        hint={policy.mode === 'domains' && `Only addresses at ${policy.domains.join(', ')} can sign up here.`}
        error={fieldErrors.email}
      />
      <TextField
        label="Display name"
        name="displayName"
        autoComplete="name"
        maxLength={limits.users.maxDisplayNameLength}
        value={draft.displayName}
        onValueChange={edit('displayName')}
        error={fieldErrors.displayName}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        value={draft.password}
        onValueChange={edit('password')}
        hint={`At least ${String(limits.users.minPasswordLength)} characters.`}
        error={fieldErrors.password}
      />
    </AuthForm>
  );
}

function leadOf(policy: SignUpPolicyView, invite: string | null): string {
  if (policy.isFirstAccount)
    return 'Nobody has signed up yet. This first account becomes the owner of the server.';
  if (invite !== null) return 'You have been invited. The link works once.';
  return 'Your e-mail address is how others add you to rooms.';
}
