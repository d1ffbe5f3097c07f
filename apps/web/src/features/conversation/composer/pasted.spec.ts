import { describe, expect, it } from 'vitest';
import type { Edit } from './edits';
import { pasted } from './pasted';

const nothing: Edit = { text: '', start: 0, end: 0 };

function clipboard(types: Record<string, string>) {
  return { getData: (type: string) => types[type] ?? '' };
}

const html = (text: string, plain = 'plain') => clipboard({ 'text/html': text, 'text/plain': plain });

describe('a table', () => {
  const cells =
    '<table><tr><th>Service</th><th>p99</th></tr><tr><td>api | web</td><td>1&nbsp;840\n ms</td></tr></table>';

  it('stays a table', () => {
    expect(pasted(nothing, html(cells))?.text).toBe(
      '| Service | p99 |\n| --- | --- |\n| api \\| web | 1 840 ms |\n',
    );
  });

  it('of a spreadsheet, with what it puts around', () => {
    const sheet = `<html><head><style>td {color: red}</style></head><body>\n<!--StartFragment-->${cells}<!--EndFragment--></body></html>`;
    expect(pasted(nothing, html(sheet))?.text).toContain('| Service | p99 |');
  });

  it('is filled up where rows are short', () => {
    const short = '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>';
    expect(pasted(nothing, html(short))?.text).toBe('| a | b |\n| --- | --- |\n| c |  |\n');
  });

  it('stands on lines of its own', () => {
    const edit = { text: 'see: here', start: 5, end: 5 };
    expect(
      pasted(edit, html('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>'))?.text,
    ).toBe('see: \n\n| a | b |\n| --- | --- |\n| c | d |\n\nhere');
  });

  it.each([
    ['with text beside it', `<p>Before</p>${cells}`],
    ['of one column', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>'],
    ['of one row', '<table><tr><td>a</td><td>b</td></tr></table>'],
    ['that is none', '<p>words</p>'],
  ])('%s is pasted as plain text', (_title, text) => {
    expect(pasted(nothing, html(text))).toBeNull();
  });
});

describe('code', () => {
  it('of a page goes between fences', () => {
    const page = '<pre><code class="hljs language-sh">ls -l\ncd /</code></pre>';
    expect(pasted(nothing, html(page, 'ls -l\ncd /'))?.text).toBe('```sh\nls -l\ncd /\n```\n');
  });

  it('of an editor goes between fences with its language', () => {
    const editor = clipboard({
      'text/plain': 'a = 1\r\nb = 2',
      'text/html':
        '<div style="font-family: Menlo, monospace;white-space: pre;"><div>a = 1</div><div>b = 2</div></div>',
      'vscode-editor-data': '{"version":1,"mode":"python"}',
    });
    expect(pasted(nothing, editor)?.text).toBe('```python\na = 1\nb = 2\n```\n');
  });

  it.each([
    ['of one line', html('<pre>ls -l</pre>', 'ls -l')],
    ['with words beside it', html('words <pre>a\nb</pre>', 'words a\nb')],
  ])('%s is pasted as plain text', (_title, data) => {
    expect(pasted(nothing, data)).toBeNull();
  });

  it('in a block of code is pasted as it is', () => {
    const edit = { text: '```\n', start: 4, end: 4 };
    expect(pasted(edit, html('<pre>a\nb</pre>', 'a\nb'))).toBeNull();
  });
});

describe('an address', () => {
  const address = clipboard({ 'text/plain': 'https://a.example/b' });

  it('over a selection makes it a link', () => {
    expect(pasted({ text: 'see the docs', start: 4, end: 12 }, address)?.text).toBe(
      'see [the docs](https://a.example/b)',
    );
  });

  it('without a selection is pasted as it is', () => {
    expect(pasted(nothing, address)).toBeNull();
  });
});
