import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './badge.module.css';

type Props = {
  children: ReactNode;
  /** `call`: the reader is meant. */
  tone?: 'quiet' | 'call';
  /** What the number means, for screen readers. */
  label?: string;
};

/** A small number or word beside something. */
export function Badge({ children, tone = 'quiet', label }: Props) {
  return (
    <span className={classNames(styles.badge, tone === 'call' && styles.call)}>
      <span aria-hidden={label ? true : undefined}>{children}</span>
      {label && <span className="visually-hidden">{label}</span>}
    </span>
  );
}
