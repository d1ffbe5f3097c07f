import { ArrowDown } from 'lucide-react';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import styles from './conversation.module.css';

type Props = { isAtEnd: boolean; count: number; onJump: () => void };

/** Leads to the end, and counts what the reader has not seen there. */
export function JumpToLatest({ isAtEnd, count, onJump }: Props) {
  if (isAtEnd) return null;
  return (
    <div className={styles.jump}>
      <Button size="small" icon={<ArrowDown />} onClick={onJump}>
        Jump to latest {count > 0 && <Badge label={`${String(count)} new`}>{shown(count)}</Badge>}
      </Button>
    </div>
  );
}

function shown(count: number): string {
  return count > 9999 ? `${String(Math.floor(count / 1000))}k` : String(count);
}
