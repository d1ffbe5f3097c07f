import type { RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Conversation } from '../../../features/conversation/conversation';
import { membersQuery } from '../../../features/members/api';
import { useOpenRoom } from '../../../features/rooms/use-open-room';
import { useAccount } from '../../../features/session/account-context';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { remember } from '../../../shared/page/remembered';
import { EmptyRoom } from './empty-room';
import type { RoomDialog } from './room-dialogs';
import { RoomHeader } from './room-header';
import styles from './room-page.module.css';
import { RoomSettingsMenu } from './room-settings-menu';
import { RosterPane } from './roster-pane';
import { useRosterPane } from './use-roster-pane';

// Not needed for the first paint, so it comes right behind it.
const RoomDialogs = lazy(async () => ({
  default: (await untilLoaded(() => import('./room-dialogs'))).RoomDialogs,
}));

/** One room: header, conversation, roster, and the dialogs behind the gear. */
export function RoomPage({ room }: { room: RoomView }) {
  const [dialog, setDialog] = useState<RoomDialog>('none');
  const { data: members = [] } = useQuery(membersQuery(room.id));
  const account = useAccount();
  const roster = useRosterPane();
  useOpenRoom(room.id);
  useEffect(() => {
    remember('lastRoom', room.id);
  }, [room.id]);
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
          <Conversation
            room={room}
            account={account}
            members={members}
            emptyState={<EmptyRoom room={room} onOpen={setDialog} />}
          />
        </section>
        <RosterPane roomId={room.id} shown={roster.shown} onClose={roster.toggle} />
      </div>
      <Suspense fallback={null}>
        <RoomDialogs
          room={room}
          members={members}
          open={dialog}
          onClose={() => {
            setDialog('none');
          }}
        />
      </Suspense>
    </div>
  );
}
