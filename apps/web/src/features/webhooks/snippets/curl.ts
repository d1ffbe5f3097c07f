import { sampleContent, type Snippet } from './snippet';

/** `--retry` waits as long as `Retry-After` says, and only where an answer says that it is worth it. */
export const curl: Snippet = {
  id: 'curl',
  label: 'curl',
  language: 'sh',
  hint: 'For a shell on Linux, macOS or WSL; curl 7.76 or newer.',
  text: (url) => `curl -sS --fail-with-body --retry 5 \\
  --header 'Content-Type: application/json' \\
  --data '${JSON.stringify({ Content: sampleContent })}' \\
  '${url}'
`,
};
