import { limits, type RoomId, type WebhookView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { DialogActions, DialogForm } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/text-field';
import { useChangeWebhook } from './api';
import styles from './new-webhook-form.module.css';
import { nameHint } from './webhook-names';

type Props = { roomId: RoomId; webhook: WebhookView; onDone: () => void };

/** Giving a webhook another name. */
export function RenameWebhookForm({ roomId, webhook, onDone }: Props) {
  const [name, setName] = useState(webhook.name);
  const [initialName, setInitialName] = useState(webhook.name);
  const rename = useChangeWebhook(roomId, webhook.id);
  const errors = formErrors(rename.error, { name: { label: 'Name' } });
  const isRenamedByOther = webhook.name !== initialName && rename.isIdle;
  if (isRenamedByOther && name === initialName) {
    // Nothing was typed yet, so there is nothing to keep.
    setInitialName(webhook.name);
    setName(webhook.name);
  }
  return (
    <section aria-label={`Rename ${webhook.name}`} className={styles.panel}>
      <DialogForm
        onSubmit={() => {
          rename.mutate({ name }, { onSuccess: onDone });
        }}
      >
        <TextField
          label="Name"
          maxLength={limits.incomingWebhook.maxNameLength}
          autoFocus
          autoComplete="off"
          value={name}
          onValueChange={setName}
          hint={
            isRenamedByOther ? `Another administrator has just renamed it to “${webhook.name}”.` : nameHint
          }
          error={errors.fields.name ?? errors.sentence}
        />
        <DialogActions>
          <Button onClick={onDone}>Cancel</Button>
          <Button type="submit" tone="primary" isBusy={rename.isPending}>
            Rename
          </Button>
        </DialogActions>
      </DialogForm>
    </section>
  );
}
