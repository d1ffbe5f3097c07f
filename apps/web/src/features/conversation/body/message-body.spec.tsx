import type { MessageMentions, UserId } from '@carillon/contracts';
import type { MessageFormat } from '@carillon/message-format';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { MessageBody } from './message-body';

const reader = 'reader' as UserId;
const nobody: MessageMentions = { members: [], all: false, present: null };

function show(content: string, mentions = nobody, format: MessageFormat = 'markdown'): HTMLElement {
  return render(<MessageBody content={content} format={format} mentions={mentions} reader={reader} />)
    .container;
}

const mentionOf = (handle: string, userId: string): MessageMentions => ({
  ...nobody,
  members: [{ handle, userId: userId as UserId }],
});

describe('the text of a message', () => {
  it('becomes elements', () => {
    const page = show('**bold** _soft_ ~~gone~~ `code`\nnext');
    for (const name of ['strong', 'em', 'del', 'code', 'br']) expect(page.querySelector(name)).not.toBeNull();
  });

  it('never becomes HTML', () => {
    const page = show('<img src=x onerror=alert(1)> <b>b</b>\n\n<script>alert(1)</script>');
    expect(page.querySelector('img, b, script')).toBeNull();
    expect(page.textContent).toContain('<script>alert(1)</script>');
  });

  it('opens links in a new tab, without referrer or opener', () => {
    show('http://sample.com and marymajor@example.com');
    const links = screen.getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'http://sample.com',
      'mailto:marymajor@example.com',
    ]);
    for (const link of links) {
      expect(link.getAttribute('target')).toBe('_blank');
      expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    }
  });

  it('makes no link of another scheme', () => {
    show('[click](javascript:alert(1))');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says what an emoji is called', () => {
    show(':+1: ok');
    expect(screen.getByRole('img', { name: '+1' }).getAttribute('title')).toBe(':+1:');
  });

  it('shows tasks that cannot be pressed', () => {
    show('- [x] one\n- [ ] two');
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('shows a table with its headers', () => {
    show('|Service|Version|\n|-|-:|\n|api|4.2|');
    const table = screen.getByRole('table');
    expect(within(table).getAllByRole('columnheader')).toHaveLength(2);
    expect(within(table).getByRole('cell', { name: '4.2' })).not.toBeNull();
  });

  it('is plain where the message is', () => {
    const page = show('a **b**', nobody, 'plain');
    expect(page.querySelector('strong')).toBeNull();
  });
});

describe('a mention', () => {
  it('of the reader is marked', () => {
    show('Hi @Mary!', mentionOf('mary', 'reader'));
    expect(screen.getByText('@Mary').tagName).toBe('MARK');
  });

  it('of somebody else is a chip', () => {
    show('Hi @bob!', mentionOf('bob', 'bob'));
    expect(screen.getByText('@bob').tagName).toBe('SPAN');
  });

  it('of nobody in the room stays text', () => {
    const page = show('Hi @nobody!');
    expect(page.querySelector('span, mark')).toBeNull();
    expect(page.textContent).toBe('Hi @nobody!');
  });

  it('of nobody by e-mail address stays text with a mail link', () => {
    const page = show('Ask @ops@example.com');
    expect(page.textContent).toBe('Ask @ops@example.com');
    expect(screen.getByRole('link').getAttribute('href')).toBe('mailto:ops@example.com');
  });

  it('of everybody reads the same in both spellings', () => {
    const page = show('@ALL <@present|Present members>');
    expect(page.textContent).toBe('@All @Present');
    expect(page.querySelectorAll('mark')).toHaveLength(2);
  });
});

describe('a remote image', () => {
  it('loads only after a press, and says from where before', async () => {
    const page = show('![Chart](https://charts.example.com/a.png)');
    expect(page.querySelector('img')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show image from charts.example.com' }));
    const image = screen.getByRole('img', { name: 'Chart' });
    expect(image.getAttribute('src')).toBe('https://charts.example.com/a.png');
    expect(image.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('in a link is its description, because the link is what can be pressed', () => {
    show('[![passing](https://ci.example.com/b.svg)](https://ci.example.com)');
    expect(screen.getByRole('link', { name: 'passing' })).not.toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

it('copies code as it was written', async () => {
  const user = userEvent.setup();
  const writeText = vi.spyOn(navigator.clipboard, 'writeText');
  show('```sh\necho "**hi**"\n```');
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(writeText).toHaveBeenCalledWith('echo "**hi**"');
  expect(await screen.findByText('Copied')).not.toBeNull();
});

describe('code', () => {
  it('of a known language gets its colours once they are there, and stays the same text', async () => {
    const page = show('```js\nconst answer = 42;\n```');
    expect(page.querySelector('code')?.textContent).toBe('const answer = 42;');
    expect(await screen.findByText('const')).toHaveProperty('className', 'keywordCode');
    expect(screen.getByText('42').className).toBe('numberCode');
    expect(page.querySelector('code')?.textContent).toBe('const answer = 42;');
  });

  it('names every character that cannot be seen', () => {
    const page = show('```\nif (admin\u202e) \u200b\n```\n\n`a\u2066b`');
    expect([...page.querySelectorAll('.invisible')].map((mark) => mark.textContent)).toEqual([
      'U+202E',
      'U+200B',
      'U+2066',
    ]);
  });
});

describe('text', () => {
  it('that would turn the direction of what follows says so instead', () => {
    const page = show('invoice\u202egpj.exe');
    expect(page.textContent).toBe('invoiceU+202Egpj.exe');
  });

  it('under towers of marks is kept whole, in a box as high as its line', () => {
    const tower = `h${'\u0301'.repeat(30)}`;
    const page = show(`a ${tower} b`);
    expect(page.querySelector('.stacked')?.textContent).toBe(tower);
  });
});

it('says where a link leads whose label names another host', () => {
  show('[https://bank.example](https://thief.example)');
  expect(screen.getByRole('link').textContent).toBe('https://bank.example (thief.example)');
});
