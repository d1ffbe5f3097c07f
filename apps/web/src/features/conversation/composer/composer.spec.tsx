import type { UserId } from '@carillon/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useRef, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aMember, anAccount, aRoom } from '../../../testing/factories';
import { renderSignedIn } from '../../../testing/render';
import type { ChosenFiles } from '../attachments/use-chosen-files';
import { Composer } from './composer';
import type { ComposerHandle } from './composer-handle';

const account = anAccount();
const john = aMember({ userId: 'john' as UserId, displayName: 'John Stiles', alias: 'john' });

beforeEach(() => {
  localStorage.clear();
  // jsdom does not lay out, so it does not scroll either.
  Element.prototype.scrollIntoView = vi.fn();
});

const noFiles: ChosenFiles = {
  files: [],
  choose: vi.fn(),
  drop: vi.fn(),
  retry: vi.fn(),
  clear: vi.fn(),
};

type DraftProps = { start: string; onSend: (content: string) => void; onEditLast: () => boolean };

function Draft({ start, onSend, onEditLast }: DraftProps) {
  const [text, setText] = useState(start);
  const handle = useRef<ComposerHandle>(null);
  return (
    <Composer
      room={aRoom({ memberCount: 2 })}
      account={account}
      members={[john]}
      text={text}
      onTextChange={setText}
      files={noFiles}
      onSend={({ content }) => {
        onSend(content);
      }}
      onEditLast={onEditLast}
      handle={handle}
      isReady
    />
  );
}

function open(start = '') {
  const onSend = vi.fn();
  const onEditLast = vi.fn(() => true);
  const { user } = renderSignedIn(<Draft start={start} onSend={onSend} onEditLast={onEditLast} />);
  return { user, onSend, onEditLast };
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Alerts' });

function select(from: number, to: number): void {
  field().focus();
  field().setSelectionRange(from, to);
}

describe('the formats', () => {
  it.each([
    ['Bold', 'a **word** here'],
    ['Italic', 'a _word_ here'],
    ['Code', 'a `word` here'],
    ['Link', 'a [word](https://) here'],
    ['List', '- a word here'],
    ['Quote', '> a word here'],
  ])('%s changes what is selected and gives the focus back', async (name, text) => {
    const { user } = open('a word here');
    select(2, 6);
    await user.click(screen.getByRole('button', { name: new RegExp(`^${name}`) }));
    expect(field().value).toBe(text);
    expect(document.activeElement).toBe(field());
  });

  it.each([
    ['{Control>}b{/Control}', 'a **word** here'],
    ['{Meta>}i{/Meta}', 'a _word_ here'],
    ['{Control>}e{/Control}', 'a `word` here'],
    ['{Control>}k{/Control}', 'a [word](https://) here'],
    ['{Control>}{Shift>}[Digit8]{/Shift}{/Control}', '- a word here'],
    ['{Control>}{Shift>}[Digit9]{/Shift}{/Control}', '> a word here'],
  ])('have keys: %s', async (keys, text) => {
    const { user } = open('a word here');
    select(2, 6);
    await user.keyboard(keys);
    expect(field().value).toBe(text);
  });

  it('leave AltGr alone, which types characters', async () => {
    const { user } = open('a word');
    select(2, 6);
    await user.keyboard('{Control>}{Alt>}e{/Alt}{/Control}');
    expect(field().value).not.toContain('`');
  });

  it('are one stop of the Tab key, with arrows between them', async () => {
    const { user } = open();
    select(0, 0);
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Attach files' }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Bold/ }));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Italic/ }));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Preview' }));
    await user.tab({ shift: true });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Attach files' }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Preview' }));
  });
});

it('goes on with a list at a new line, and sends it at Enter', async () => {
  const { user, onSend } = open();
  await user.type(field(), '- one{Shift>}{Enter}{/Shift}two');
  expect(field().value).toBe('- one\n- two');
  await user.keyboard('{Enter}');
  expect(onSend).toHaveBeenCalledWith('- one\n- two');
});

describe('the preview', () => {
  it('shows what is being written, with the members it names', async () => {
    const { user } = open();
    const toggle = screen.getByRole('button', { name: 'Preview' });
    await user.click(toggle);
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    await user.type(field(), 'Hi **all**, @john and @nobody');
    const preview = screen.getByRole('region', { name: 'Preview' });
    await waitFor(() => {
      expect(preview.textContent).toBe('Hi all, @john and @nobody');
    });
    expect(within(preview).getByText('all').tagName).toBe('STRONG');
    expect(within(preview).getByText('@john').className).toContain('mention');
    await user.click(toggle);
    expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull();
  });
});

// It draws nearly two thousand options, which takes a busy machine its time.
describe('the emoji picker', { timeout: 20_000 }, () => {
  const search = () => screen.findByRole('combobox', { name: 'Search emoji' });

  it('finds by name, puts the choice where the caret is and remembers it', async () => {
    const { user } = open('a  b');
    select(2, 2);
    await user.click(screen.getByRole('button', { name: 'Emoji' }));
    await user.type(await search(), 'rocket');
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{Enter}');
    expect(field().value).toBe('a 🚀 b');
    expect(document.activeElement).toBe(field());
    await user.click(screen.getByRole('button', { name: 'Emoji' }));
    await search();
    const recent = screen.getByRole('group', { name: 'Recent' });
    expect(within(recent).getByRole('option').textContent).toBe('🚀');
  });

  it('is chosen from by arrows', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Emoji' }));
    const input = await search();
    const chosen = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    const first = screen.getAllByRole('option');
    expect(chosen()).toBe(first[0]);
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(chosen()).toBe(first[9]);
    await user.keyboard('{ArrowUp}{ArrowLeft}{ArrowLeft}');
    expect(chosen()).toBe(first[0]);
  });

  it('gives people the skin tone chosen once', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Emoji' }));
    await search();
    await user.click(screen.getByRole('radio', { name: 'Medium skin tone' }));
    await user.type(await search(), 'wave');
    await user.click(screen.getByRole('option', { name: 'wave' }));
    expect(field().value).toBe('👋🏽');
  });

  it('says so where nothing is found, and closes at Escape', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Emoji' }));
    await user.type(await search(), 'zzzz');
    expect(screen.getByRole('status').textContent).toContain('No emoji');
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('dialog', { name: 'Emoji' })).toBeNull();
    });
  });
});

describe('pasting', () => {
  const paste = (types: Record<string, string>) =>
    fireEvent.paste(field(), {
      clipboardData: { items: [], types: Object.keys(types), getData: (type: string) => types[type] ?? '' },
    });

  it('keeps a table', () => {
    open();
    const table = '<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>';
    paste({ 'text/plain': 'a\tb\n1\t2', 'text/html': table });
    expect(field().value).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |\n');
  });

  it('leaves plain text to the browser', () => {
    open();
    // `true`: nobody prevented what the browser does.
    expect(paste({ 'text/plain': 'words' })).toBe(true);
    expect(field().value).toBe('');
  });
});

describe('ArrowUp', () => {
  it('edits the last message where nothing is written', async () => {
    const { user, onEditLast } = open();
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    expect(onEditLast).toHaveBeenCalledTimes(1);
  });

  it('moves the caret where something is', async () => {
    const { user, onEditLast } = open('a');
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    expect(onEditLast).not.toHaveBeenCalled();
  });
});
