import type { MessageMentions, UserId } from '@carillon/contracts';
import {
  excerpt,
  isEmojiOnly,
  mentionsIn,
  parseMessage,
  plainText,
  type MessageFormat,
} from '@carillon/message-format';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { MessageBody } from '../../../features/conversation/body/message-body';
import styles from './format-route.module.css';

const reader = 'reader' as UserId;

/** For developers: what the parser makes of a text, and what the page makes of that. Not part of what is shipped. */
export function FormatRoute() {
  const [search, setSearch] = useSearchParams();
  const [content, setContent] = useState(search.get('text') ?? sample);
  const [format, setFormat] = useState<MessageFormat>(
    search.get('format') === 'plain' ? 'plain' : 'markdown',
  );
  // In the address, too, so that a case can be kept and passed on; the address lags behind fast typing.
  useEffect(() => {
    setSearch({ format, text: content }, { replace: true });
  }, [setSearch, format, content]);

  const document = parseMessage(content, format);
  const written = mentionsIn(document);
  const mentions: MessageMentions = {
    // Everybody who is named exists, and is somebody else.
    members: written.handles.map((handle) => ({ handle, userId: handle as UserId })),
    all: written.all,
    present: written.present ? [] : null,
  };

  return (
    <main className={styles.page}>
      <section aria-label="Input" className={styles.pane}>
        <header className={styles.header}>
          <h1>Message format</h1>
          <select
            aria-label="Format"
            value={format}
            onChange={(event) => {
              setFormat(event.target.value === 'plain' ? 'plain' : 'markdown');
            }}
          >
            <option value="markdown">Markdown</option>
            <option value="plain">Plain unless /md</option>
          </select>
        </header>
        <textarea
          aria-label="Text"
          spellCheck={false}
          value={content}
          className={styles.input}
          onChange={(event) => {
            setContent(event.target.value);
          }}
        />
      </section>
      <section aria-label="Tree" className={styles.pane}>
        <h2>Tree</h2>
        <pre tabIndex={0} className={styles.tree}>
          {JSON.stringify(document.blocks, null, 2)}
        </pre>
      </section>
      <section aria-label="Result" className={styles.pane}>
        <h2>Result</h2>
        <MessageBody content={content} format={format} mentions={mentions} reader={reader} />
        <h2>Plain text</h2>
        <pre className={styles.text}>{plainText(document)}</pre>
        <h2>Excerpt of 80</h2>
        <p className={styles.text}>{excerpt(document, 80)}</p>
        <h2>Mentions</h2>
        <pre className={styles.text}>{JSON.stringify(written)}</pre>
        <p>{isEmojiOnly(document) ? 'Emoji only: shown large.' : 'Not emoji only.'}</p>
      </section>
    </main>
  );
}

const sample = `# Deploy **1.4.2** :rocket:

Done by @alice for @All, see https://ci.example/builds/42 or <b>not HTML</b>.

| service | p99 |
|:--|--:|
| api | 210 ms |

- [x] rolled out
- [ ] announced

\`\`\`json
{ "up": true }
\`\`\`
`;
