import { parseSearchQuery, type RoomId } from '@carillon/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { searchQuery } from './api';
import { completionsOf } from './completions';
import { keepSearch, recentSearches } from './recent-searches';
import { RecentSearches } from './recent-searches-list';
import { SearchField } from './search-field';
import styles from './search-page.module.css';
import { SearchResults } from './search-results';

type Props = {
  /** Names of the reader's rooms, and of people who may have written there. */
  rooms: readonly string[];
  people: readonly string[];
  /** What the reader calls a room: conversations are named by their people. */
  nameOfRoom: (roomId: RoomId) => string | undefined;
};

/** Searching all messages of one's rooms. What is searched for stands in the address; the line is only a draft of it. */
export function SearchPage(props: Props) {
  const [parameters] = useSearchParams();
  const location = useLocation();
  const state: unknown = location.state;
  const q = parameters.get('q') ?? '';
  // The draft that whoever opened this page put there; a new address starts a new one.
  const draft = q === '' && isDraft(state) ? state.draft : q;
  return <SearchOf key={`${location.key}${q}`} q={q} draft={draft} {...props} />;
}

function SearchOf({ q, draft, rooms, people, nameOfRoom }: Props & { q: string; draft: string }) {
  const navigate = useNavigate();
  const [line, setLine] = useState(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [recent, setRecent] = useState(recentSearches);
  const found = useInfiniteQuery(searchQuery(q));
  const results = useRef<HTMLDivElement>(null);
  function search(text: string) {
    const wanted = text.trim();
    if (wanted === '') return;
    const parsed = parseSearchQuery(wanted);
    setProblem(parsed.isValid ? null : parsed.problem);
    if (!parsed.isValid) return;
    setRecent(keepSearch(wanted));
    if (wanted === q) void found.refetch();
    else void navigate(`/search?${new URLSearchParams({ q: wanted }).toString()}`);
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Link to="/" aria-label="Back to rooms" className={styles.back}>
          <ArrowLeft />
        </Link>
        <h1 className={styles.title}>Search</h1>
      </header>
      <SearchField
        line={line}
        onLineChange={(next) => {
          setLine(next);
          setProblem(null);
        }}
        onSubmit={() => {
          search(line);
        }}
        completions={completionsOf(line, rooms, people)}
        onDown={() => {
          results.current?.querySelector<HTMLElement>('a, button')?.focus();
        }}
      />
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div ref={results} className={styles.results}>
        {q === '' ? (
          <RecentSearches searches={recent} onChoose={search} onForget={setRecent} />
        ) : (
          <SearchResults q={q} found={found} nameOfRoom={nameOfRoom} />
        )}
      </div>
    </div>
  );
}

function isDraft(state: unknown): state is { draft: string } {
  return typeof state === 'object' && state !== null && 'draft' in state && typeof state.draft === 'string';
}
