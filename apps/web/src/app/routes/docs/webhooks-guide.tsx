import { useEffect, useState } from 'react';
import { Blocks } from '../../../features/conversation/body/blocks';
import { narrowScreen, useMedia } from '../../../shared/page/use-media';
import { guideBlocks, type GuideBlock } from './guide-sections';
import styles from './webhooks-guide.module.css';

/** `docs/webhooks.md` of the repository as a page: contents, then the text. */
export function WebhooksGuide() {
  const [blocks] = useState(() => guideBlocks(window.location.origin));
  useScrollToAnchor();
  return (
    <div className={styles.guide}>
      <Contents blocks={blocks} />
      <main className={styles.text}>
        {blocks.map((block, index) => (
          <GuidePart key={index} part={block} />
        ))}
      </main>
    </div>
  );
}

/** A link to a heading arrives before the text does, so the browser has found nothing to scroll to. */
function useScrollToAnchor(): void {
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id !== '') document.getElementById(id)?.scrollIntoView();
  }, []);
}

function Contents({ blocks }: { blocks: readonly GuideBlock[] }) {
  const isNarrow = useMedia(narrowScreen);
  const list = (
    <ul className={styles.contents}>
      {blocks.map(
        (block) =>
          block.kind === 'heading' &&
          block.level === 2 && (
            <li key={block.id}>
              <a href={`#${block.id}`}>{block.title}</a>
            </li>
          ),
      )}
    </ul>
  );
  return (
    <nav aria-label="Contents" className={styles.nav}>
      {isNarrow ? (
        <details>
          <summary className={styles.summary}>Contents</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </nav>
  );
}

function GuidePart({ part }: { part: GuideBlock }) {
  if (part.kind === 'content')
    return (
      <div className={styles.block}>
        <Blocks blocks={[part.block]} />
      </div>
    );
  if (part.level === 1) return <h1 className={styles.title}>{part.title}</h1>;
  const Heading = part.level === 2 ? 'h2' : 'h3';
  return (
    <Heading id={part.id} className={part.level === 2 ? styles.section : styles.subsection}>
      <a href={`#${part.id}`} className={styles.anchor}>
        {part.title}
      </a>
    </Heading>
  );
}
