import { useState } from 'react';
import { Link } from 'react-router';
import { formErrors } from '../../shared/http/form-errors';
import { PasswordField } from '../../shared/ui/password-field';
import { TextField } from '../../shared/ui/text-field';
import { useSignIn } from './api';
import { AuthForm } from './auth-form';

const form = { email: { label: 'E-mail' }, password: { label: 'Password' } };

type Props = {
  /** Query string to keep on the way to signing up, such as the place to return to. */
  search: string;
};

/** Signing in with e-mail and password. */
export function SignInForm({ search }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const errors = formErrors(signIn.error, form);
  return (
    <AuthForm
      title="Sign in"
      submitLabel="Sign in"
      isBusy={signIn.isPending}
      error={errors.sentence}
      onSubmit={() => {
        signIn.mutate({ email, password });
      }}
      footer={
        <>
          New here? <Link to={`/sign-up${search}`}>Sign up</Link>
        </>
      }
    >
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={email}
        onValueChange={setEmail}
        error={errors.fields.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onValueChange={setPassword}
        error={errors.fields.password}
      />
    </AuthForm>
  );
}
