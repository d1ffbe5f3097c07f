import type { RoomId } from '@carillon/contracts';
import { X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { IconButton } from '../../../shared/ui/icon-button';
import { Roster } from './roster';
import styles from './roster-pane.module.css';

// Wide screens never need it.
const SideSheet = lazy(async () => ({
  default: (await untilLoaded(() => import('../../../shared/ui/side-sheet'))).SideSheet,
}));

type Props = {
  roomId: RoomId;
  shown: 'beside' | 'sheet' | 'hidden';
  onClose: () => void;
};

/** The roster beside the conversation, or as a sheet above it. */
export function RosterPane({ roomId, shown, onClose }: Props) {
  if (shown === 'beside')
    return (
      <aside aria-label="Roster" className={styles.beside}>
        <Roster roomId={roomId} />
      </aside>
    );
  return (
    <Suspense fallback={null}>
      <SideSheet isOpen={shown === 'sheet'} onClose={onClose} label="Roster">
        <header className={styles.sheetHeader}>
          <h2>Roster</h2>
          <IconButton label="Close" onClick={onClose}>
            <X />
          </IconButton>
        </header>
        <div className={styles.sheetBody}>
          <Roster roomId={roomId} />
        </div>
      </SideSheet>
    </Suspense>
  );
}
