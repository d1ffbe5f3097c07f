import type { RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Conversation } from '../../../features/conversation/conversation';
import { membersQuery } from '../../../features/members/api';
import { useBringBack } from '../../../features/rooms/use-bring-back';
import { rememberRoom } from '../../../features/rooms/finder/recent-rooms';
import { useOpenRoom } from '../../../features/rooms/use-open-room';
import { useAccount } from '../../../features/session/account-context';
import { TypingLine } from '../../../features/typing/typing-line';
import { useReportTyping } from '../../../features/typing/use-report-typing';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { useLayout } from '../../layout/layout-context';
import { EmptyRoom } from './empty-room';
import type { RoomDialog } from './room-dialogs';
import { MessagePerson } from './message-person';
import { PersonCards } from './person-card';
import { RoomHeader } from './room-header';
import styles from './room-page.module.css';
import { RoomSettingsMenu } from './room-settings-menu';
import { RosterPane } from './roster-pane';
import { useRoomShortcuts } from './use-room-shortcuts';
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
  const { askAbout } = useLayout();
  const conversation = useRef<HTMLElement>(null);
  const reportTyping = useReportTyping(room.id);
  useOpenRoom(room.id);
  useBringBack(room);
  useRoomShortcuts({ room, conversation, onToggleRoster: roster.toggle });
  useEffect(() => {
    rememberRoom(room.id);
  }, [room.id]);
  return (
    <div className={styles.page}>
      <RoomHeader
        room={room}
        isRosterOpen={roster.shown !== 'hidden'}
        onToggleRoster={roster.toggle}
        onShowPins={() => {
          setDialog('pins');
        }}
        settings={
          <RoomSettingsMenu
            room={room}
            onChoose={setDialog}
            onAsk={(question) => {
              askAbout(room, question);
            }}
          />
        }
      />
      <PersonCards
        members={members}
        actions={({ userId }) => userId !== account.userId && <MessagePerson userId={userId} />}
      >
        <div className={styles.columns}>
          <section
            ref={conversation}
            aria-label={`Conversation in ${room.name}`}
            className={styles.conversation}
          >
            <Conversation
              room={room}
              account={account}
              members={members}
              typing={<TypingLine roomId={room.id} members={members} />}
              onTyping={reportTyping}
              emptyState={<EmptyRoom room={room} onOpen={setDialog} />}
            />
          </section>
          <RosterPane roomId={room.id} shown={roster.shown} onClose={roster.toggle} />
        </div>
      </PersonCards>
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
