import { limits, type InvitePolicy, type RoomView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { Dialog, DialogActions, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { RadioChoice, type RadioOption } from '../../shared/ui/radio-choice';
import { TextField } from '../../shared/ui/text-field';
import { useChangeRoom, useDeleteRoom } from './api';
import styles from './edit-room-dialog.module.css';

type Props = {
  room: RoomView;
  isOpen: boolean;
  onClose: () => void;
};

/** Name and topic of a room, who may add members, and deleting it. For administrators. */
export function EditRoomDialog({ room, isOpen, onClose }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Edit room">
      <DialogBody>
        <EditRoomForm room={room} onClose={onClose} />
        <DeleteRoom room={room} />
      </DialogBody>
    </Dialog>
  );
}

const policies: readonly RadioOption<InvitePolicy>[] = [
  { value: 'administrators', label: 'Administrators only' },
  { value: 'everyone', label: 'Every member' },
];

const form = {
  name: { label: 'Name' },
  topic: { label: 'Topic' },
  invitePolicy: { label: 'Who may add members' },
};

function EditRoomForm({ room, onClose }: Omit<Props, 'isOpen'>) {
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [invitePolicy, setInvitePolicy] = useState(room.invitePolicy);
  const change = useChangeRoom(room.id);
  const errors = formErrors(change.error, form);
  return (
    <DialogForm
      onSubmit={() => {
        change.mutate({ name, topic, invitePolicy }, { onSuccess: onClose });
      }}
    >
      <TextField
        label="Name"
        maxLength={limits.rooms.maxNameLength}
        value={name}
        onValueChange={setName}
        error={errors.fields.name}
      />
      <TextField
        label="Topic"
        hint="What the room is about; shown above the conversation. Links work."
        maxLength={limits.rooms.maxTopicLength}
        value={topic}
        onValueChange={setTopic}
        error={errors.fields.topic}
      />
      <RadioChoice
        legend="Who may add members"
        options={policies}
        value={invitePolicy}
        onValueChange={setInvitePolicy}
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

function DeleteRoom({ room }: { room: RoomView }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useDeleteRoom(room.id);
  return (
    <section className={styles.end}>
      <p>Deleting a room deletes its history too.</p>
      <Button
        tone="plainDanger"
        onClick={() => {
          setIsAsking(true);
        }}
      >
        Delete room
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Delete ${room.name}?`}
        confirmLabel="Delete room"
        isBusy={remove.isPending}
        error={remove.error?.message}
        onCancel={() => {
          setIsAsking(false);
        }}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        <p>
          Its messages are deleted for every member, and the URLs of its webhooks answer 404 from now on. This
          cannot be undone.
        </p>
      </ConfirmDialog>
    </section>
  );
}
