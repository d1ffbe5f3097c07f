import { Check, Copy } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import styles from './copy-button.module.css';
import { SelectedText } from './selected-text';
import { useCopy } from './use-copy';

type Props = Pick<ComponentProps<typeof Button>, 'tone' | 'size' | 'icon' | 'autoFocus'> & {
  /** What is copied. It is not in the page unless copying fails. */
  text: string;
  label: string;
};

/** Copies a text; where the browser does not let it, shows the text selected, to be copied by hand. */
export function CopyButton({ text, label, icon = <Copy />, ...rest }: Props) {
  const { outcome, copy } = useCopy();
  return (
    <>
      <Button
        {...rest}
        aria-label={label}
        icon={outcome === 'copied' ? <Check /> : icon}
        onClick={() => void copy(text)}
      >
        <span className={styles.words}>
          <span className={classNames(outcome === 'copied' && styles.gone)}>{label}</span>
          <span className={classNames(outcome !== 'copied' && styles.gone)}>Copied</span>
        </span>
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === 'copied' && 'Copied'}
      </span>
      {outcome === 'refused' && <SelectedText label={label} text={text} />}
    </>
  );
}
