import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip';

type Props = Omit<ComponentProps<'button'>, 'className' | 'aria-label'> & {
  /** What it does: its accessible name, and its tooltip. */
  label: string;
  size?: 'normal' | 'small';
};

/** A button that shows an icon only. */
export function IconButton({ label, size = 'normal', children, ...rest }: Props) {
  return (
    <Tooltip text={label}>
      <BaseButton
        type="button"
        {...rest}
        focusableWhenDisabled
        aria-label={label}
        className={classNames(styles.iconButton, size === 'small' && styles.small)}
      >
        {children}
      </BaseButton>
    </Tooltip>
  );
}
