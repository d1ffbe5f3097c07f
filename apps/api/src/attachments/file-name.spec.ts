import { describe, expect, it } from 'vitest';
import { contentDisposition, fileName } from './file-name.js';

describe('the name of an uploaded file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['/var/log/syslog', 'syslog'],
    ['a/..', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['   ', 'file'],
    ['.bashrc', 'bashrc'],
    ['trailing dot.', 'trailing dot'],
    ['nul\u0000byte.txt', 'nulbyte.txt'],
    ['line\r\nbreak.txt', 'linebreak.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['zero\u200bwidth.txt', 'zerowidth.txt'],
    ['what?<now>|"*:.txt', 'what__now_____.txt'],
    ['half \ud800 pair.txt', 'half � pair.txt'],
    ['Übersicht – März 日本.png', 'Übersicht – März 日本.png'],
    ['cafe\u0301.txt', 'café.txt'],
    ['tab\there.txt', 'tabhere.txt'],
  ])('of %j is %j', (given, kept) => {
    expect(fileName(given)).toBe(kept);
  });

  it('of 255 characters stays, and one of 256 loses its middle and keeps its ending', () => {
    const most = `${'x'.repeat(251)}.txt`;
    expect(fileName(most)).toBe(most);
    const cut = fileName(`${'x'.repeat(252)}.txt`);
    expect(Array.from(cut)).toHaveLength(255);
    expect(cut).toMatch(/x…\.txt$/);
    expect(Array.from(fileName('😀'.repeat(5_000)))).toHaveLength(255);
  });
});

describe('Content-Disposition', () => {
  it('has the name in ASCII and in UTF-8, and nothing of it can end the header or the quotes', () => {
    expect(contentDisposition('attachment', 'Zürich "50%" \\ (1).txt')).toBe(
      `attachment; filename="Z_rich _50__ _ (1).txt"; filename*=UTF-8''Z%C3%BCrich%20%2250%25%22%20%5C%20%281%29.txt`,
    );
    expect(contentDisposition('inline', 'it’s.png')).toBe(
      `inline; filename="it_s.png"; filename*=UTF-8''it%E2%80%99s.png`,
    );
  });
});
