import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { Button } from './button';
import styles from './copy-button.module.css';
import { copyText } from './copy-text';

type Props = Pick<ComponentProps<typeof Button>, 'tone' | 'size'> & {
  /** What is copied. It is not in the page unless copying fails. */
  text: string;
  label: string;
  icon?: ComponentProps<typeof Button>['icon'];
};

const copiedForMs = 2000;

/** Copies a text; where the browser does not let it, shows the text selected, to be copied by hand. */
export function CopyButton({ text, label, icon = <Copy />, tone = 'plain', size = 'normal' }: Props) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => {
      setOutcome('none');
    }, copiedForMs);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);

  async function handleCopy() {
    setOutcome((await copyText(text)) ? 'copied' : 'refused');
  }

  return (
    <>
      <Button
        tone={tone}
        size={size}
        icon={outcome === 'copied' ? <Check /> : icon}
        onClick={() => void handleCopy()}
      >
        {label}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === 'copied' && 'Copied'}
      </span>
      {outcome === 'refused' && <SelectedText label={label} text={text} />}
    </>
  );
}

/** The text in a field, selected, with how to copy it. */
function SelectedText({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <span className={styles.byHand}>
      <textarea ref={field} readOnly rows={3} value={text} aria-label={label} className={styles.field} />
      <small>This browser does not allow copying by a button. Press Ctrl+C or ⌘C.</small>
    </span>
  );
}
