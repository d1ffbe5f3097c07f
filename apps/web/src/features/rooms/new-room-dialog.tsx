import { limits, type RoomView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogActions, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/text-field';
import { useCreateRoom } from './api';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  onCreated: (room: RoomView) => void;
};

/** Making a room. */
export function NewRoomDialog({ isOpen, onClose, onCreated }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="New room"
      description="You will be its administrator. Only those who are added can see it."
    >
      <DialogBody>
        <NewRoomForm onClose={onClose} onCreated={onCreated} />
      </DialogBody>
    </Dialog>
  );
}

function NewRoomForm({ onClose, onCreated }: Omit<Props, 'isOpen'>) {
  const [name, setName] = useState('');
  const create = useCreateRoom();
  const errors = formErrors(create.error, { name: { label: 'Name' } });

  function handleSubmit() {
    create.mutate(
      { name },
      {
        onSuccess: (room) => {
          onClose();
          onCreated(room);
        },
      },
    );
  }

  return (
    <DialogForm onSubmit={handleSubmit}>
      <TextField
        label="Name"
        placeholder="Deployments"
        maxLength={limits.rooms.maxNameLength}
        autoFocus
        value={name}
        onValueChange={setName}
        error={errors.fields.name ?? errors.sentence}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={create.isPending}>
          Create room
        </Button>
      </DialogActions>
    </DialogForm>
  );
}
