import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';
import { Spinner } from './spinner';

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  tone?: 'plain' | 'primary' | 'danger' | 'plainDanger' | 'quiet';
  size?: 'normal' | 'small';
  /** Shows that its work is under way, and takes no further press. */
  isBusy?: boolean;
  icon?: ReactNode;
};

/** A button with words. One that is off can still be focused, so that its reason can be found. */
export function Button({
  tone = 'plain',
  size = 'normal',
  isBusy = false,
  icon,
  disabled = false,
  children,
  ...rest
}: Props) {
  return (
    <BaseButton
      type="button"
      {...rest}
      disabled={disabled || isBusy}
      focusableWhenDisabled
      aria-busy={isBusy || undefined}
      className={classNames(styles.button, styles[tone], size === 'small' && styles.small)}
    >
      {isBusy ? <Spinner /> : icon}
      <span>{children}</span>
    </BaseButton>
  );
}
