import type { RoomId } from '@carillon/contracts';
import { X } from 'lucide-react';
import { IconButton } from '../../../shared/ui/icon-button';
import { SideSheet } from '../../../shared/ui/side-sheet';
import { Roster } from './roster';
import styles from './roster-pane.module.css';

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
  );
}
