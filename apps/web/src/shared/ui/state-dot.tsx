import { classNames } from './class-names';
import styles from './state-dot.module.css';

export type DotState = 'available' | 'idle' | 'busy' | 'do-not-disturb' | 'offline' | 'hidden';

/** The names of what the dot says. */
export const stateNames: Record<DotState, string> = {
  available: 'Available',
  idle: 'Idle',
  busy: 'Busy',
  'do-not-disturb': 'Do not disturb',
  offline: 'Offline',
  hidden: 'Hidden',
};

type Props = {
  state: DotState;
  /** At the lower end of a face. */
  isOnFace?: boolean;
};

/** How somebody is to be reached, by shape as well as by colour. Decoration: words say the same beside it. */
export function StateDot({ state, isOnFace = false }: Props) {
  return (
    <span
      aria-hidden="true"
      data-state={state}
      className={classNames(styles.dot, styles[state], isOnFace && styles.onFace)}
    />
  );
}
