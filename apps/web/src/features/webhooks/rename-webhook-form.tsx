import { limits, type RoomId, type WebhookView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { DialogActions, DialogForm } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/text-field';
import { useChangeWebhook } from './api';
import styles from './new-webhook-form.module.css';

type Props = { roomId: RoomId; webhook: WebhookView; onDone: () => void };

/** Giving a webhook another name. */
export function RenameWebhookForm({ roomId, webhook, onDone }: Props) {
  const [name, setName] = useState(webhook.name);
  const rename = useChangeWebhook(roomId, webhook.id);
  const errors = formErrors(rename.error, { name: { label: 'Name' } });
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
