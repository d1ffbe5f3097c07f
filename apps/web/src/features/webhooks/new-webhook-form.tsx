import { limits, type MessageFormat, type RoomId, type WebhookView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { DialogActions, DialogForm } from '../../shared/ui/dialog';
import { RadioChoice } from '../../shared/ui/radio-choice';
import { TextField } from '../../shared/ui/text-field';
import { useCreateWebhook } from './api';
import styles from './new-webhook-form.module.css';
import { nameHint } from './webhook-names';
import { webhookFormats } from './webhook-formats';

type Props = {
  roomId: RoomId;
  /** Created, or given up (null). */
  onDone: (created: WebhookView | null) => void;
};

/** Name and format of a new webhook. */
export function NewWebhookForm({ roomId, onDone }: Props) {
  const [name, setName] = useState('');
  const [format, setFormat] = useState<MessageFormat>('markdown');
  const create = useCreateWebhook(roomId);
  const errors = formErrors(create.error, { name: { label: 'Name' } });
  return (
    <section aria-label="New webhook" className={styles.panel}>
      <DialogForm
        onSubmit={() => {
          create.mutate({ name, format }, { onSuccess: onDone });
        }}
      >
        <TextField
          label="Name"
          placeholder="Deploy bot"
          maxLength={limits.incomingWebhook.maxNameLength}
          autoFocus
          autoComplete="off"
          value={name}
          onValueChange={setName}
          hint={nameHint}
          error={errors.fields.name ?? errors.sentence}
        />
        <RadioChoice legend="Format" options={webhookFormats} value={format} onValueChange={setFormat} />
        <DialogActions>
          <Button
            onClick={() => {
              onDone(null);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" tone="primary" isBusy={create.isPending}>
            Create
          </Button>
        </DialogActions>
      </DialogForm>
    </section>
  );
}
