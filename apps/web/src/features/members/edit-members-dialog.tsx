import type { MemberView, RoomView } from '@carillon/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { FilterField } from '../../shared/ui/filter-field';
import { TextField } from '../../shared/ui/text-field';
import { showToast } from '../../shared/ui/toasts';
import { useAddMember } from './api';
import styles from './edit-members-dialog.module.css';
import { EditableMember } from './editable-member';
import { matches } from './matches';
import { RemoveMemberDialog } from './remove-member-dialog';

type Props = {
  room: RoomView;
  members: readonly MemberView[];
  /** The person at the page. */
  readerId: string;
  isOpen: boolean;
  onClose: () => void;
  /** Invites by e-mail address; rejects with the refusal. */
  onInvite: (email: string) => Promise<{ invited: { displayName: string } }>;
  /** Who was invited and has not answered, for administrators. */
  invited: ReactNode;
};

/** From how many members on a filter is worth its place. */
const filterFromMembers = 12;

/** Inviting people, and for administrators adding them at once, their roles and removing them. */
export function EditMembersDialog({ room, members, readerId, isOpen, onClose, onInvite, invited }: Props) {
  const isAdministrator = room.me.role === 'administrator';
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={isAdministrator ? 'Edit members' : 'Invite people'}
      description={room.name}
    >
      <DialogBody>
        <AddMemberForm room={room} onInvite={onInvite} />
        {isAdministrator && invited}
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

const form = {
  email: {
    label: 'E-mail',
    codes: ['USER_NOT_FOUND', 'USER_DEACTIVATED', 'ALREADY_MEMBER', 'INVITING_RESTRICTED'],
  },
} as const;

/** Administrators add without asking, or invite; everybody else invites. */
function AddMemberForm({ room, onInvite }: Pick<Props, 'room' | 'onInvite'>) {
  const [email, setEmail] = useState('');
  const add = useAddMember(room.id);
  const invite = useMutation({ mutationFn: onInvite });
  const isAdministrator = room.me.role === 'administrator';
  const errors = formErrors(add.error ?? invite.error, form);

  function handleInvite() {
    add.reset();
    invite.mutate(email, {
      onSuccess: ({ invited }) => {
        setEmail('');
        showToast(`${invited.displayName} is invited to ${room.name}.`);
      },
    });
  }

  function handleAdd() {
    invite.reset();
    add.mutate(email, {
      onSuccess: (member) => {
        setEmail('');
        showToast(`${member.displayName} was added to ${room.name}.`);
      },
    });
  }

  return (
    <DialogForm onSubmit={isAdministrator ? handleAdd : handleInvite}>
      <div className={styles.add}>
        <TextField
          label={isAdministrator ? 'E-mail of the person to add' : 'E-mail of the person to invite'}
          type="email"
          autoComplete="off"
          placeholder="mary@example.com"
          value={email}
          onValueChange={setEmail}
          error={errors.fields.email ?? errors.sentence}
        />
        <span className={styles.buttons}>
          <Button type="submit" tone="primary" isBusy={isAdministrator ? add.isPending : invite.isPending}>
            {isAdministrator ? 'Add' : 'Invite'}
          </Button>
          {isAdministrator && (
            <Button isBusy={invite.isPending} onClick={handleInvite}>
              Invite
            </Button>
          )}
        </span>
      </div>
    </DialogForm>
  );
}
