import { limits } from '@carillon/contracts';
import { useState, type ReactNode } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { useThemeChoice, type ThemeChoice } from '../../shared/theme/theme-choice';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogActions, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { RadioChoice, type RadioOption } from '../../shared/ui/radio-choice';
import { TextField } from '../../shared/ui/text-field';
import { showToast } from '../../shared/ui/toasts';
import { useAccount } from './account-context';
import styles from './account-dialog.module.css';
import { useChangeProfile } from './api';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  /** What other features let choose here. */
  settings: ReactNode;
};

const themes: readonly RadioOption<ThemeChoice>[] = [
  { value: 'system', label: 'As the device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** My name, my alias, and how the page looks to me. */
export function AccountDialog({ isOpen, onClose, settings }: Props) {
  const account = useAccount();
  const [theme, chooseTheme] = useThemeChoice();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Account and theme" description={account.email}>
      <DialogBody>
        <ProfileForm onClose={onClose} />
        <div className={styles.theme}>
          <RadioChoice legend="Theme" options={themes} value={theme} onValueChange={chooseTheme} />
        </div>
        {settings}
      </DialogBody>
    </Dialog>
  );
}

const form = {
  displayName: { label: 'Display name' },
  alias: { label: 'Alias', codes: ['ALIAS_TAKEN'] },
} as const;

function ProfileForm({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const [displayName, setDisplayName] = useState(account.displayName);
  const [alias, setAlias] = useState(account.alias);
  const change = useChangeProfile();
  const errors = formErrors(change.error, form);

  function handleSubmit() {
    change.mutate(
      { displayName, alias },
      {
        onSuccess: () => {
          showToast('Your profile is saved.');
          onClose();
        },
      },
    );
  }

  return (
    <DialogForm onSubmit={handleSubmit}>
      <TextField
        label="Display name"
        autoComplete="name"
        maxLength={limits.users.maxDisplayNameLength}
        value={displayName}
        onValueChange={setDisplayName}
        error={errors.fields.displayName}
      />
      <TextField
        label="Alias"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.users.maxAliasLength}
        value={alias}
        onValueChange={setAlias}
        hint={`Others mention you with @${alias.trim().toLowerCase()} or @${account.email}.`}
        error={errors.fields.alias}
      />
      {errors.sentence && <Banner tone="danger">{errors.sentence}</Banner>}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={change.isPending}>
          Save
        </Button>
      </DialogActions>
    </DialogForm>
  );
}
