import {
  errors,
  limits,
  postRefusalCodes,
  webhookTokenLength,
  webhookTokenPattern,
  webhookTokenPrefix,
} from '@carillon/contracts';
import { plainText, type Block } from '@carillon/message-format';
import { render, screen, within } from '@testing-library/react';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { snippets } from '../../../features/webhooks/snippets/snippets';
import { guideBlocks } from './guide-sections';
import { WebhooksGuide } from './webhooks-guide';

const blocks = guideBlocks('https://chat.example.com');

/** What stands below a heading, up to the next. */
function below(title: string): Block[] {
  const start = blocks.findIndex((part) => part.kind === 'heading' && part.title === title);
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((part) => part.kind === 'heading');
  return rest
    .slice(0, end < 0 ? undefined : end)
    .flatMap((part) => (part.kind === 'content' ? [part.block] : []));
}

function rowsBelow(title: string): string[][] {
  const table = below(title).find((block) => block.kind === 'table');
  return (table?.rows ?? []).map((row) =>
    row.map((cell) => plainText({ blocks: [{ kind: 'paragraph', children: cell }] })),
  );
}

function codeBelow(title: string, language: string): string[] {
  return below(title).flatMap((block) =>
    block.kind === 'code' && block.language === language ? [block.text] : [],
  );
}

describe('the guide for webhook developers', () => {
  it('lists every code that a post can be refused with, once, with its status, and no other', () => {
    const listed = rowsBelow('Errors').map(([status, code]) => [status, code]);
    const known = postRefusalCodes.map((code) => [String(errors[code].status), code]);
    expect(listed.toSorted()).toEqual(known.toSorted());
  });

  it('says of every code what happened and what to do', () => {
    for (const [, code, what, remedy] of rowsBelow('Errors')) {
      expect(what, code).toMatch(/\w{3}/);
      expect(remedy, code).toMatch(/\w{3}/);
    }
  });

  it('has the numbers of the limits', () => {
    const { incomingWebhook, mentions, rooms } = limits;
    expect(rowsBelow('Limits').map(([, limit]) => limit)).toEqual([
      `${String(incomingWebhook.maxContentBytes)} bytes`,
      `${String(incomingWebhook.maxBodyBytes)} bytes`,
      `${String(incomingWebhook.maxPostsPerSecond)} per second`,
      `${String(incomingWebhook.rateToleranceMs)} milliseconds`,
      `${String(incomingWebhook.maxBodyTimeMs / 1000)} seconds`,
      `${String(incomingWebhook.maxUrlLength)} characters`,
      `${String(incomingWebhook.maxIdempotencyKeyLength)} characters`,
      `${String(incomingWebhook.idempotencyLifetimeMs / 3_600_000)} hours`,
      `${String(incomingWebhook.maxRefusalsPerAddressAndMinute)} per minute`,
      String(rooms.maxWebhooks),
      `${String(incomingWebhook.maxNameLength)} characters`,
      String(mentions.maxMembersForBroadcast),
    ]);
  });

  it('has the snippets word for word', () => {
    const url = 'https://chat.example.com/incomingwebhooks/<id>?token=<token>';
    for (const { label, language, hint, text } of snippets) {
      expect(codeBelow(label, language).map((code) => `${code}\n`)).toEqual([text(url)]);
      expect(plainText({ blocks: below(label).slice(0, 1) })).toBe(hint);
    }
  });

  it('publishes the expression for tokens, alone and as a rule of gitleaks', () => {
    const title = 'Keeping the token secret';
    expect(codeBelow(title, 'text')).toEqual([webhookTokenPattern.source]);
    const [toml = ''] = codeBelow(title, 'toml');
    expect(parse(toml)).toMatchObject({
      rules: [{ regex: webhookTokenPattern.source, keywords: [webhookTokenPrefix] }],
    });
    expect(webhookTokenPrefix + 'a'.repeat(webhookTokenLength - webhookTokenPrefix.length)).toMatch(
      webhookTokenPattern,
    );
  });

  it('is read as Markdown to its end, within the bounds of a message', () => {
    expect(blocks.at(-1)).toMatchObject({ kind: 'content', block: { kind: 'code', language: 'yaml' } });
    expect(blocks.filter((part) => part.kind === 'heading').length).toBeGreaterThan(10);
  });

  it("shows the reader's own server in its URLs, and a link to every section", () => {
    render(<WebhooksGuide />);
    expect(screen.getByRole('main').textContent).toContain(
      `POST ${window.location.origin}/incomingwebhooks/`,
    );
    expect(screen.getByRole('main').textContent).not.toContain('chat.example.com');
    const links = within(screen.getByRole('navigation', { name: 'Contents' })).getAllByRole('link');
    const sections = screen.getAllByRole('heading', { level: 2 });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(sections.map(({ id }) => `#${id}`));
  });
});
