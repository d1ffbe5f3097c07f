import { limits } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { DialogForm } from '../../shared/ui/dialog';
import { PasswordField } from '../../shared/ui/password-field';
import { showToast } from '../../shared/ui/toasts';
import { useAccount } from './account-context';
import { useChangePassword } from './devices-api';

const form = {
  currentPassword: { label: 'Present password', codes: ['PASSWORD_WRONG'] },
  newPassword: { label: 'New password', codes: ['PASSWORD_COMMON'] },
} as const;

/** Another password for my account; all my other devices are signed out with it. */
export function ChangePasswordForm() {
  const { email } = useAccount();
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useChangePassword();
  const errors = formErrors(change.error, form);

  function handleSubmit() {
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          setCurrentPassword('');
          setNewPassword('');
          showToast('Your password is changed. All other devices are signed out.');
        },
      },
    );
  }

  return (
    <DialogForm onSubmit={handleSubmit}>
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordField
        label="Present password"
        name="current-password"
        autoComplete="current-password"
        value={currentPassword}
        onValueChange={setCurrentPassword}
        error={errors.fields.currentPassword}
      />
      <PasswordField
        label="New password"
        name="new-password"
        autoComplete="new-password"
        hint={`At least ${String(limits.users.minPasswordLength)} characters. All your other devices are signed out.`}
        value={newPassword}
        onValueChange={setNewPassword}
        error={errors.fields.newPassword}
      />
      {errors.sentence && <Banner tone="danger">{errors.sentence}</Banner>}
      <div>
        <Button type="submit" tone="primary" isBusy={change.isPending}>
          Change password
        </Button>
      </div>
    </DialogForm>
  );
}
