import { Search } from 'lucide-react';
import styles from './filter-field.module.css';

type Props = {
  /** What is filtered: the accessible name, and the words in the empty field. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
};

/** A field that narrows down the list below it. Escape empties it first. */
export function FilterField({ label, value, onValueChange }: Props) {
  return (
    <div className={styles.filter}>
      <Search aria-hidden="true" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => {
          onValueChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          onValueChange('');
        }}
      />
    </div>
  );
}
