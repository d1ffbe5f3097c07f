import type { Block, ListItem } from '@carillon/message-format';
import type { ReactNode } from 'react';
import { CodeBlock } from './code-block';
import { Inlines } from './inlines';
import styles from './message-body.module.css';
import { Table } from './table';

/** A tree never changes once it is made, so the place of a node is its key. */
export function Blocks({ blocks, mark = null }: { blocks: readonly Block[]; mark?: ReactNode }) {
  const isBehindText = blocks.at(-1)?.kind === 'paragraph';
  return (
    <>
      {blocks.map((block, index) => (
        <BlockNode key={index} block={block} mark={index === blocks.length - 1 ? mark : null} />
      ))}
      {!isBehindText && mark}
    </>
  );
}

/** `mark` stands behind the text of a paragraph; every other block leaves it out. */
function BlockNode({ block, mark }: { block: Block; mark: ReactNode }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} />
          {mark !== null && ' '}
          {mark}
        </p>
      );
    case 'heading':
      return (
        // The levels of a message say nothing about the page, so they start below its own headings.
        <div
          role="heading"
          aria-level={Math.min(block.level + 2, 6)}
          className={styles[`heading${block.level}`]}
        >
          <Inlines nodes={block.children} />
        </div>
      );
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'list':
      return block.ordered ? (
        <ol start={block.start} className={styles.list}>
          <Items items={block.items} />
        </ol>
      ) : (
        <ul className={styles.list}>
          <Items items={block.items} />
        </ul>
      );
    case 'table':
      return <Table alignments={block.alignments} header={block.header} rows={block.rows} />;
    case 'rule':
      return <hr className={styles.rule} />;
  }
}

function Items({ items }: { items: readonly ListItem[] }) {
  return items.map((item, index) => (
    <li key={index} className={item.checked === null ? undefined : styles.task}>
      {item.checked !== null && (
        <input
          type="checkbox"
          checked={item.checked}
          disabled
          aria-label={item.checked ? 'done' : 'not done'}
        />
      )}
      <div className={styles.item}>
        <Blocks blocks={item.children} />
      </div>
    </li>
  ));
}
