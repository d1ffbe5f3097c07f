import type { Alignment, Inline } from '@carillon/message-format';
import { Inlines } from './inlines';
import styles from './message-body.module.css';

type Props = {
  alignments: readonly Alignment[];
  header: readonly Inline[][];
  rows: readonly Inline[][][];
};

/** A table that scrolls inside its message where it is too wide. */
export function Table({ alignments, header, rows }: Props) {
  return (
    <div className={styles.tableFrame} role="region" aria-label="Table" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={column} scope="col" className={styles[alignments[column] ?? 'start']}>
                <Inlines nodes={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={styles[alignments[column] ?? 'start']}>
                  <Inlines nodes={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
