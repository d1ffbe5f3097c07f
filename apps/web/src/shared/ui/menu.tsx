import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './menu.module.css';

type Props = {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  /** Where somebody else keeps whether it is open. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A list of actions that opens from a button. */
export function Menu({ trigger, children, align = 'end', side = 'bottom', isOpen, onOpenChange }: Props) {
  return (
    <BaseMenu.Root
      {...(isOpen !== undefined && { open: isOpen })}
      onOpenChange={(isNowOpen) => onOpenChange?.(isNowOpen)}
    >
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} align={align} side={side} sideOffset={4}>
          <BaseMenu.Popup className={styles.popup}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type AtProps = {
  /** Where it opens: beside an element, or at a point of the page. */
  anchor: ElementOrPoint;
  /** Its name, for screen readers. */
  label: string;
  onClose: () => void;
  children: ReactNode;
};

export type ElementOrPoint = Element | { x: number; y: number };

/** A list of actions that opens where something was pressed. Mounted as long as it is open. */
export function MenuAt({ anchor, label, onClose, children }: AtProps) {
  return (
    <BaseMenu.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className={styles.positioner}
          anchor={anchor instanceof Element ? anchor : aroundPoint(anchor)}
          align="start"
          side="bottom"
          sideOffset={anchor instanceof Element ? 4 : 0}
        >
          <BaseMenu.Popup className={styles.popup} aria-label={label}>
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function aroundPoint({ x, y }: { x: number; y: number }) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}

type ItemProps = {
  icon?: ReactNode;
  tone?: 'normal' | 'danger';
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** One action of a menu. */
export function MenuItem({ icon, tone = 'normal', isDisabled = false, onSelect, children }: ItemProps) {
  return (
    <BaseMenu.Item
      className={classNames(styles.item, tone === 'danger' && styles.danger)}
      disabled={isDisabled}
      onClick={onSelect}
    >
      <span className={styles.icon}>{icon}</span>
      {children}
    </BaseMenu.Item>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  /** `mark` stands before the label. */
  options: readonly { value: Value; label: string; mark?: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** One of a few, inside a menu. */
export function MenuChoice<Value extends string>({
  label,
  options,
  value,
  onValueChange,
}: ChoiceProps<Value>) {
  return (
    <BaseMenu.RadioGroup value={value}>
      <BaseMenu.GroupLabel className={styles.label}>{label}</BaseMenu.GroupLabel>
      {options.map((option) => (
        <BaseMenu.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={styles.item}
          onClick={() => {
            onValueChange(option.value);
          }}
        >
          <BaseMenu.RadioItemIndicator keepMounted className={styles.icon}>
            {option.value === value && <Check />}
          </BaseMenu.RadioItemIndicator>
          {option.mark}
          {option.label}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

/** A line between groups of actions. */
export function MenuSeparator() {
  return <BaseMenu.Separator className={styles.separator} />;
}
