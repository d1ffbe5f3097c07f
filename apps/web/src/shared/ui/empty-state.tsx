import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
};

/** What stands where nothing is yet, or nothing could be shown: why, and the way on. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <section className={styles.state} aria-label={title}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
