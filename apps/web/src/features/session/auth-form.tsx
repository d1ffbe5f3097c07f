import type { ReactNode, SubmitEvent } from 'react';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import styles from './auth-form.module.css';

type Props = {
  title: string;
  /** A sentence below the title. */
  lead?: ReactNode;
  submitLabel: string;
  isBusy: boolean;
  error?: string | undefined;
  onSubmit: () => void;
  /** The way to the other page. */
  footer: ReactNode;
  children: ReactNode;
};

/** The frame of signing in and signing up. */
export function AuthForm({ title, lead, submitLabel, isBusy, error, onSubmit, footer, children }: Props) {
  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (!isBusy) onSubmit();
  }
  return (
    <div className={styles.card}>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      <form noValidate onSubmit={handleSubmit} className={styles.form}>
        {children}
        {error && <Banner tone="danger">{error}</Banner>}
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {submitLabel}
        </Button>
      </form>
      <p className={styles.footer}>{footer}</p>
    </div>
  );
}
