import { searchOperators } from '@carillon/contracts';
import { History } from 'lucide-react';
import { Button } from '../../shared/ui/button';
import { forgetSearches } from './recent-searches';
import styles from './search-page.module.css';

type Props = {
  searches: readonly string[];
  onChoose: (search: string) => void;
  onForget: (left: string[]) => void;
};

/** What stands below the empty field: the searches before, and what a search can say. */
export function RecentSearches({ searches, onChoose, onForget }: Props) {
  return (
    <>
      {searches.length > 0 && (
        <section aria-label="Recent searches" className={styles.section}>
          <div className={styles.sectionHead}>
            <h2>Recent searches</h2>
            <Button
              tone="quiet"
              size="small"
              onClick={() => {
                onForget(forgetSearches());
              }}
            >
              Clear
            </Button>
          </div>
          <ul className={styles.recent}>
            {searches.map((search) => (
              <li key={search}>
                <button
                  type="button"
                  dir="auto"
                  className={styles.recentSearch}
                  onClick={() => {
                    onChoose(search);
                  }}
                >
                  <History aria-hidden="true" />
                  <span>{search}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="What a search can say" className={styles.section}>
        <h2>What a search can say</h2>
        <dl className={styles.guide}>
          <dt>
            <code>&quot;out of disk&quot;</code>
          </dt>
          <dd>these words beside each other</dd>
          <dt>
            <code>-test</code>
          </dt>
          <dd>without this word</dd>
          {searchOperators.map(({ name, example, meaning }) => (
            <Operator key={name} example={example} meaning={meaning} />
          ))}
        </dl>
      </section>
    </>
  );
}

function Operator({ example, meaning }: { example: string; meaning: string }) {
  return (
    <>
      <dt>
        <code>{example}</code>
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}
