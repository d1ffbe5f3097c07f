import type { MemberView, RoomId } from '@carillon/contracts';
import { Crown, Ellipsis, UserMinus } from 'lucide-react';
import { Avatar } from '../../shared/ui/avatar';
import { Banner } from '../../shared/ui/banner';
import { IconButton } from '../../shared/ui/icon-button';
import { Menu, MenuItem } from '../../shared/ui/menu';
import { useChangeRole } from './api';
import styles from './edit-members-dialog.module.css';

type Props = {
  roomId: RoomId;
  member: MemberView;
  isReader: boolean;
  canEdit: boolean;
  /** The reader wants this member gone, and has not confirmed it yet. */
  onRemove: () => void;
};

/** One member in Edit members: who it is, the role, and what an administrator can do. */
export function EditableMember({ roomId, member, isReader, canEdit, onRemove }: Props) {
  const changeRole = useChangeRole(roomId);
  const isAdministrator = member.role === 'administrator';
  return (
    <li className={styles.item} aria-label={member.displayName}>
      <div className={styles.row}>
        <Avatar name={member.displayName} identity={member.userId} />
        <span className={styles.facts}>
          <span className={styles.name} title={member.displayName}>
            {member.displayName}
            {isReader && ' (you)'}
          </span>
          <span className={styles.email} title={member.email}>
            {member.email}
          </span>
        </span>
        {isAdministrator && <Crown role="img" aria-label="administrator" className={styles.crown} />}
        {canEdit && (
          <Menu
            trigger={
              <IconButton label={`Actions for ${member.displayName}`}>
                <Ellipsis />
              </IconButton>
            }
          >
            <MenuItem
              icon={<Crown />}
              onSelect={() => {
                changeRole.mutate({
                  userId: member.userId,
                  role: isAdministrator ? 'member' : 'administrator',
                });
              }}
            >
              {isAdministrator ? 'Make member' : 'Make administrator'}
            </MenuItem>
            {!isReader && (
              <MenuItem icon={<UserMinus />} tone="danger" onSelect={onRemove}>
                Remove from room
              </MenuItem>
            )}
          </Menu>
        )}
      </div>
      {changeRole.error && <Banner tone="danger">{changeRole.error.message}</Banner>}
    </li>
  );
}
