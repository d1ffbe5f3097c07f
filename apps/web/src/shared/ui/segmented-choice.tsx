import { useId } from 'react';
import styles from './segmented-choice.module.css';

type Props<Value extends string> = {
  /** What is chosen, for screen readers. */
  legend: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** One of a few words, side by side: what a list below it shows. */
export function SegmentedChoice<Value extends string>({
  legend,
  options,
  value,
  onValueChange,
}: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">{legend}</legend>
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
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
