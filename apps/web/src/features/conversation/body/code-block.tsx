import { Check, Copy } from 'lucide-react';
import { IconButton } from '../../../shared/ui/icon-button';
import { SelectedText } from '../../../shared/ui/selected-text';
import { useCopy } from '../../../shared/ui/use-copy';
import styles from './message-body.module.css';
import { Shown } from './shown';
import { useCodeTokens } from './use-code-tokens';

type Props = { language: string | null; text: string };

/** Code as it was written, in colours once those are there, with a button that copies it. */
export function CodeBlock({ language, text }: Props) {
  const { outcome, copy } = useCopy();
  const tokens = useCodeTokens(language, text) ?? [{ kind: 'plain', text }];
  return (
    <div className={styles.codeFrame}>
      <pre className={styles.code} tabIndex={0} aria-label={language ? `Code, ${language}` : 'Code'}>
        <code>
          {tokens.map((token, index) => (
            <span key={index} className={styles[`${token.kind}Code`]}>
              <Shown text={token.text} place="code" />
            </span>
          ))}
        </code>
      </pre>
      <span className={styles.codeActions}>
        <IconButton label="Copy code" size="small" onClick={() => void copy(text)}>
          {outcome === 'copied' ? <Check /> : <Copy />}
        </IconButton>
      </span>
      <span role="status" className="visually-hidden">
        {outcome === 'copied' && 'Copied'}
      </span>
      {outcome === 'refused' && <SelectedText label="Code" text={text} />}
    </div>
  );
}
