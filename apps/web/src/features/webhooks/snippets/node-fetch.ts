import { sampleContent, type Snippet } from './snippet';

/** Needs nothing but Node; runs in Deno and Bun too. */
export const nodeFetch: Snippet = {
  id: 'node-fetch',
  label: 'Node, fetch',
  language: 'js',
  hint: 'Node 18 or newer. Save it as post.mjs.',
  text: (url) => `const url = '${url}';

async function post(content) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ Content: content }),
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text);
    if (attempt === 5 || ![429, 503].includes(answer.status)) {
      throw new Error(\`Not posted (\${answer.status}): \${text}\`);
    }
    const seconds = Number(answer.headers.get('Retry-After') ?? 1);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

console.log(await post('${sampleContent}'));
`,
};
