import type { MemberView, RoomView } from '@carillon/contracts';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { FilterField } from '../../shared/ui/filter-field';
import { TextField } from '../../shared/ui/text-field';
import { showToast } from '../../shared/ui/toasts';
import { useAddMember } from './api';
import styles from './edit-members-dialog.module.css';
import { EditableMember } from './editable-member';
import { RemoveMemberDialog } from './remove-member-dialog';

type Props = {
  room: RoomView;
  members: readonly MemberView[];
  /** The person at the page. */
  readerId: string;
  isOpen: boolean;
  onClose: () => void;
};

/** From how many members on a filter is worth its place. */
const filterFromMembers = 12;

/** Adding members, and for administrators their roles and removing them. */
export function EditMembersDialog({ room, members, readerId, isOpen, onClose }: Props) {
  const isAdministrator = room.me.role === 'administrator';
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={isAdministrator ? 'Edit members' : 'Add members'}
      description={room.name}
    >
      <DialogBody>
        <AddMemberForm room={room} />
        <MemberList room={room} members={members} readerId={readerId} />
      </DialogBody>
    </Dialog>
  );
}

function MemberList({ room, members, readerId }: Pick<Props, 'room' | 'members' | 'readerId'>) {
  const [filter, setFilter] = useState('');
  // Kept while the question fades out, so that its words do not change.
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const hasFilter = members.length >= filterFromMembers;
  return (
    <>
      {hasFilter && <FilterField label="Filter members" value={filter} onValueChange={setFilter} />}
      <ul aria-label="Members" className={styles.list}>
        {members
          .filter((member) => !hasFilter || matches(member, filter))
          .map((member) => (
            <EditableMember
              key={member.userId}
              roomId={room.id}
              member={member}
              isReader={member.userId === readerId}
              canEdit={room.me.role === 'administrator'}
              onRemove={() => {
                setLeaving(member);
                setIsAsking(true);
              }}
            />
          ))}
      </ul>
      {leaving && (
        <RemoveMemberDialog
          roomId={room.id}
          member={leaving}
          isOpen={isAsking}
          onDone={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

function matches({ displayName, alias, email }: MemberView, filter: string): boolean {
  const words = `${displayName} @${alias} ${email}`.toLocaleLowerCase();
  return words.includes(filter.trim().toLocaleLowerCase());
}

const form = {
  email: { label: 'E-mail', codes: ['USER_NOT_FOUND', 'ALREADY_MEMBER', 'INVITING_RESTRICTED'] },
} as const;

function AddMemberForm({ room }: { room: RoomView }) {
  const [email, setEmail] = useState('');
  const add = useAddMember(room.id);
  const errors = formErrors(add.error, form);

  function handleSubmit() {
    add.mutate(email, {
      onSuccess: (member) => {
        setEmail('');
        showToast(`${member.displayName} was added to ${room.name}.`);
      },
    });
  }

  return (
    <DialogForm onSubmit={handleSubmit}>
      <div className={styles.add}>
        <TextField
          label="E-mail of the person to add"
          type="email"
          autoComplete="off"
          placeholder="mary@example.com"
          value={email}
          onValueChange={setEmail}
          error={errors.fields.email ?? errors.sentence}
        />
        <Button type="submit" tone="primary" isBusy={add.isPending}>
          Add
        </Button>
      </div>
    </DialogForm>
  );
}
