import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names';

type Props = {
  tone: 'info' | 'warning' | 'danger';
  children: ReactNode;
  /** A button at its end. */
  action?: ReactNode;
  /** False where a live region around it says it already. */
  isLive?: boolean;
};

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert };

/** A sentence that must not be missed, in the place that it is about. */
export function Banner({ tone, children, action, isLive = true }: Props) {
  const Icon = icons[tone];
  const role = tone === 'danger' ? 'alert' : 'status';
  return (
    <div role={isLive ? role : undefined} className={classNames(styles.banner, styles[tone])}>
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
