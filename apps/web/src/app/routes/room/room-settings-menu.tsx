import type { RoomView } from '@carillon/contracts';
import { Pencil, Settings, UserPlus, Users, Webhook } from 'lucide-react';
import { RoomMenuItems, type RoomQuestion } from '../../../features/rooms/room-menu-items';
import { IconButton } from '../../../shared/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '../../../shared/ui/menu';

/** What the gear can open. */
export type RoomSetting = 'webhooks' | 'members' | 'room';

type Props = {
  room: RoomView;
  onChoose: (setting: RoomSetting) => void;
  onAsk: (question: RoomQuestion) => void;
};

/** The gear: what the reader may do with this room. */
export function RoomSettingsMenu({ room, onChoose, onAsk }: Props) {
  const isAdministrator = room.me.role === 'administrator';
  const mayAdd = room.kind === 'room' && room.invitePolicy === 'everyone';
  return (
    <Menu
      trigger={
        <IconButton label="Room settings">
          <Settings />
        </IconButton>
      }
    >
      {isAdministrator && <AdministratorItems onChoose={onChoose} />}
      {!isAdministrator && mayAdd && (
        <MenuItem
          icon={<UserPlus />}
          onSelect={() => {
            onChoose('members');
          }}
        >
          Invite people
        </MenuItem>
      )}
      {(isAdministrator || mayAdd) && <MenuSeparator />}
      <RoomMenuItems room={room} onAsk={onAsk} />
    </Menu>
  );
}

function AdministratorItems({ onChoose }: Pick<Props, 'onChoose'>) {
  return (
    <>
      <MenuItem
        icon={<Webhook />}
        onSelect={() => {
          onChoose('webhooks');
        }}
      >
        Manage webhooks
      </MenuItem>
      <MenuItem
        icon={<Users />}
        onSelect={() => {
          onChoose('members');
        }}
      >
        Edit members
      </MenuItem>
      <MenuItem
        icon={<Pencil />}
        onSelect={() => {
          onChoose('room');
        }}
      >
        Edit room
      </MenuItem>
    </>
  );
}
