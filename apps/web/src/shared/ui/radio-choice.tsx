import { useId } from 'react';
import styles from './radio-choice.module.css';

export type RadioOption<Value extends string> = { value: Value; label: string; hint?: string };

type Props<Value extends string> = {
  legend: string;
  options: readonly RadioOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** One of a few, all in sight. */
export function RadioChoice<Value extends string>({ legend, options, value, onValueChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onValueChange(option.value);
            }}
            className={styles.radio}
          />
          <span>
            {option.label}
            {option.hint && <small className={styles.hint}>{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
