import guide from '#docs/webhooks.md?raw';
import { parseMessage, plainText, type Block } from '@carillon/message-format';

/** The origin in the text, in place of which readers see that of their own server. */
const exampleOrigin = 'https://chat.example.com';

export type GuideBlock =
  { kind: 'heading'; level: 1 | 2 | 3; id: string; title: string } | { kind: 'content'; block: Block };

/** The guide as it stands in the repository, read by the parser of messages, with a server's own origin in its URLs. */
export function guideBlocks(origin: string): GuideBlock[] {
  return parseMessage(guide.replaceAll(exampleOrigin, origin), 'markdown').blocks.map((block) => {
    if (block.kind !== 'heading' || block.level > 3) return { kind: 'content', block };
    const title = plainText({ blocks: [block] });
    return { kind: 'heading', level: asLevel(block.level), id: anchorOf(title), title };
  });
}

/** What follows the `#` in a link to a heading, as code hosts make it. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} -]/gu, '')
    .replaceAll(' ', '-');
}

function asLevel(level: number): 1 | 2 | 3 {
  const levels = [1, 2, 3] as const;
  return levels[level - 1] ?? 3;
}
