import type { RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { membersQuery } from '../../../features/members/api';
import { useOpenRoom } from '../../../features/rooms/use-open-room';
import { FirstSteps } from '../../../features/webhooks/first-steps';
import { IconButton } from '../../../shared/ui/icon-button';
import { SideSheet } from '../../../shared/ui/side-sheet';
import { remember } from '../../layout/remembered';
import { RoomDialogs, type RoomDialog } from './room-dialogs';
import { RoomHeader } from './room-header';
import styles from './room-page.module.css';
import { RoomSettingsMenu } from './room-settings-menu';
import { Roster } from './roster';
import { useRosterPane } from './use-roster-pane';

/** One room: header, conversation, roster, and the dialogs behind the gear. */
export function RoomPage({ room }: { room: RoomView }) {
  const [dialog, setDialog] = useState<RoomDialog>('none');
  const { data: members = [] } = useQuery(membersQuery(room.id));
  const roster = useRosterPane();
  useOpenRoom(room.id);
  useEffect(() => {
    remember('lastRoom', room.id);
  }, [room.id]);
  const firstSteps = (
    <FirstSteps
      roomId={room.id}
      onAddWebhook={() => {
        setDialog('new-webhook');
      }}
      onInvite={() => {
        setDialog('members');
      }}
    />
  );
  return (
    <div className={styles.page}>
      <RoomHeader
        room={room}
        isRosterOpen={roster.shown !== 'hidden'}
        onToggleRoster={roster.toggle}
        settings={<RoomSettingsMenu room={room} onChoose={setDialog} />}
      />
      <div className={styles.columns}>
        <section aria-label={`Conversation in ${room.name}`} className={styles.conversation}>
          {firstSteps}
        </section>
        {roster.shown === 'beside' && (
          <aside aria-label="Roster" className={styles.roster}>
            <Roster roomId={room.id} />
          </aside>
        )}
        <SideSheet isOpen={roster.shown === 'sheet'} onClose={roster.toggle} label="Roster">
          <header className={styles.sheetHeader}>
            <h2>Roster</h2>
            <IconButton label="Close" onClick={roster.toggle}>
              <X />
            </IconButton>
          </header>
          <div className={styles.sheetBody}>
            <Roster roomId={room.id} />
          </div>
        </SideSheet>
      </div>
      <RoomDialogs
        room={room}
        members={members}
        open={dialog}
        onClose={() => {
          setDialog('none');
        }}
      />
    </div>
  );
}
