import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = {
  icon?: ReactNode;
  title: string;
  /** 1 where this is all that the page says. */
  headingLevel?: 1 | 2;
  children?: ReactNode;
  actions?: ReactNode;
};

/** What stands where nothing is yet, or nothing could be shown: why, and the way on. */
export function EmptyState({ icon, title, headingLevel = 2, children, actions }: Props) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <section className={styles.state} aria-label={title}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
