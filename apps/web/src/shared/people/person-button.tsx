import type { UserId } from '@carillon/contracts';
import { createContext, useContext, type ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import styles from './person-button.module.css';

/** Shows who somebody is, beside the element that was pressed. */
type ShowPerson = (userId: UserId, anchor: HTMLElement) => void;

/** Whoever shows cards of people puts it there; elsewhere names are plain text. */
export const PersonCardContext = createContext<ShowPerson | null>(null);

type Props = {
  /** Undefined for what is no person. */
  userId: UserId | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** The name of somebody, which leads to their card. */
export function PersonButton({ userId, className, children }: Props) {
  const show = useContext(PersonCardContext);
  if (!show || userId === undefined) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      className={classNames(styles.person, className)}
      onClick={({ currentTarget }) => {
        show(userId, currentTarget);
      }}
    >
      {children}
    </button>
  );
}
