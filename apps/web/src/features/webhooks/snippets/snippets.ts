import { curl } from './curl';
import { githubActions } from './github-actions';
import { gitlabCi } from './gitlab-ci';
import { go } from './go';
import { nodeFetch } from './node-fetch';
import { powershell } from './powershell';
import { pythonRequests } from './python-requests';
import { pythonUrllib } from './python-urllib';
import type { Snippet } from './snippet';

/** Every ready-made snippet, in the order in which they are offered. `docs/webhooks.md` holds the same texts. */
export const snippets: readonly [Snippet, ...Snippet[]] = [
  curl,
  powershell,
  pythonUrllib,
  pythonRequests,
  nodeFetch,
  go,
  githubActions,
  gitlabCi,
];
