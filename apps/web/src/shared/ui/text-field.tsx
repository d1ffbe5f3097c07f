import { useId, type ComponentProps, type ReactNode } from 'react';
import { FieldFrame } from './field-frame';
import styles from './text-field.module.css';

type Props = Omit<ComponentProps<'input'>, 'className' | 'id' | 'onChange' | 'value'> & {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  hint?: ReactNode;
  /** Why the value was not accepted; shown below the field and tied to it. */
  error?: string | undefined;
  /** Something inside the field at its end, such as a toggle. */
  trailing?: ReactNode;
};

/** One line of text with its label, hint and error. */
export function TextField({ label, value, onValueChange, hint, error, trailing, ...rest }: Props) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <span className={styles.box}>
        <input
          {...rest}
          id={id}
          value={value}
          onChange={(event) => {
            onValueChange(event.target.value);
          }}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-note`}
          className={styles.input}
        />
        {trailing}
      </span>
    </FieldFrame>
  );
}
