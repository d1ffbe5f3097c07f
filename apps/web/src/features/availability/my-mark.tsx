import type { AvailabilityChoice, MyAvailabilityView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { StateDot, stateNames, type DotState } from '../../shared/ui/state-dot';
import { useNow } from '../../shared/ui/use-now';
import { myAvailabilityQuery } from './api';
import styles from './my-mark.module.css';

/** How a choice looks to whoever made it. */
export function dotOf(choice: AvailabilityChoice): DotState {
  return choice === 'automatic' ? 'available' : choice;
}

/** What I chose, as far as it has not ended; null until it is known. */
export function useMyAvailability(): MyAvailabilityView | null {
  const { data } = useQuery(myAvailabilityQuery);
  const now = useNow();
  return data ? withoutEnded(data, now) : null;
}

/** The server tells of no end: everybody sees it by the clock. */
export function withoutEnded(mine: MyAvailabilityView, now: number): MyAvailabilityView {
  const hasEnded = (until: string | null | undefined) =>
    until !== null && until !== undefined && Date.parse(until) <= now;
  return {
    ...(hasEnded(mine.until)
      ? { choice: 'automatic', until: null }
      : { choice: mine.choice, until: mine.until }),
    status: hasEnded(mine.status?.until) ? null : mine.status,
  };
}

/** The dot on my own face. */
export function MyDot() {
  const mine = useMyAvailability();
  if (!mine) return null;
  const state = dotOf(mine.choice);
  return (
    <>
      <StateDot state={state} isOnFace />
      <span className="visually-hidden">{stateNames[state]}, </span>
    </>
  );
}

/** My status in one line; nothing where there is none. */
export function MyStatus({ fallback }: { fallback: string }) {
  const status = useMyAvailability()?.status;
  if (!status) return fallback;
  return (
    <>
      {status.emoji && <span className={styles.emoji}>{status.emoji}</span>} {status.text}
    </>
  );
}
