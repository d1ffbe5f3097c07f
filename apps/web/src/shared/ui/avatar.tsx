import type { ReactNode } from 'react';
import styles from './avatar.module.css';
import { classNames } from './class-names';
import { faceOf, initialsOf } from './initials';

type Props = {
  name: string;
  /** What decides the colour; the same for the same thing everywhere. */
  identity: string;
  size?: 'tiny' | 'small' | 'normal' | 'large';
  /** Shown instead of initials, in a square: for what is not a person. */
  icon?: ReactNode;
};

/** The face of somebody. Decoration: the name stands beside it. */
export function Avatar({ name, identity, size = 'normal', icon }: Props) {
  const face = styles[`face${String(faceOf(identity))}`];
  return (
    <span
      aria-hidden="true"
      className={classNames(styles.avatar, size !== 'normal' && styles[size], icon ? styles.square : face)}
    >
      {icon ?? initialsOf(name)}
    </span>
  );
}
