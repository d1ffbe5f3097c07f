import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import styles from './conversation.module.css';

type Props = { isAtEnd: boolean; newest: number; onJump: () => void };

/** Leads back to the end, and counts what has arrived there since the reader left it. */
export function JumpToLatest({ isAtEnd, newest, onJump }: Props) {
  const [seen, setSeen] = useState(newest);
  if (isAtEnd && seen !== newest) setSeen(newest);
  if (isAtEnd) return null;
  const count = newest - seen;
  return (
    <div className={styles.jump}>
      <Button size="small" icon={<ArrowDown />} onClick={onJump}>
        Jump to latest {count > 0 && <Badge label={`${String(count)} new`}>{count}</Badge>}
      </Button>
    </div>
  );
}
