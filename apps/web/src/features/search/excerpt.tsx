import type { FoundMessage } from '@carillon/contracts';
import styles from './found-message.module.css';

/** The part of a message around what was found, which is marked. */
export function Excerpt({ excerpt: { text, matches } }: Pick<FoundMessage, 'excerpt'>) {
  const ends = [0, ...matches.map(({ end }) => end)];
  return (
    <span dir="auto" className={styles.excerpt}>
      {matches.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ends[index], start)}
          <mark className={styles.match}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </span>
  );
}
