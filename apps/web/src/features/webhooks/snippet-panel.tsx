import type { WebhookView } from '@carillon/contracts';
import { useState } from 'react';
import { CopyButton } from '../../shared/ui/copy-button';
import { SelectField } from '../../shared/ui/select-field';
import styles from './snippet-panel.module.css';
import { maskedUrl } from './snippets/snippet';
import { snippets } from './snippets/snippets';

type Props = { id: string; webhook: WebhookView };

const languages = snippets.map(({ id, label }) => ({ value: id, label }));

/** Programs that post to a webhook, ready to be copied. What is shown has the token covered; what is copied has it. */
export function SnippetPanel({ id, webhook }: Props) {
  const [chosen, setChosen] = useState(snippets[0].id);
  const snippet = snippets.find((candidate) => candidate.id === chosen) ?? snippets[0];
  return (
    <section id={id} aria-label={`Code for ${webhook.name}`} className={styles.panel}>
      <div className={styles.choice}>
        <SelectField
          label="Language or tool"
          options={languages}
          value={snippet.id}
          onValueChange={setChosen}
        />
        <CopyButton tone="primary" text={snippet.text(webhook.url)} label="Copy code" />
      </div>
      <p className={styles.hint}>{snippet.hint}</p>
      <pre dir="ltr" tabIndex={0} aria-label={`Code, ${snippet.label}`} className={styles.code}>
        <code>{snippet.text(maskedUrl(webhook.url))}</code>
      </pre>
    </section>
  );
}
