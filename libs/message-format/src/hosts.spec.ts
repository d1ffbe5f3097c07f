import { describe, expect, it } from 'vitest';
import { hostBehind, shownAddress } from './hosts.js';

const shown = (address: string) => shownAddress(address, address);

describe('an address is shown as it is written', () => {
  it.each([
    'http://example.com/a?b#c',
    'HTTP://Example.COM/Path',
    'https://example.com:8080/',
    'http://[2001:db8::1]:3000/',
    'http://127.0.0.1/',
    'http://xn--pple-43d.com/',
    'https://bücher.example/straße',
    'https://пример.испытание/путь',
    'https://почта.example',
    'https://例え.jp/道',
    'https://παράδειγμα.δοκιμή',
    'https://مثال.إختبار',
    'https://उदाहरण.परीक्षा',
  ])('%s', (address) => {
    expect(shown(address)).toBe(address);
  });
});

describe('an address that could pass for another is shown in the letters of the domain system', () => {
  it.each([
    ['one Cyrillic letter among Latin ones', 'http://аpple.com/', 'http://xn--pple-43d.com/'],
    ['nothing but lookalikes', 'https://арр.com', 'https://xn--80a6aa.com'],
    ['Greek among Latin', 'http://gοοgle.com', 'http://xn--ggle-0nda.com'],
    ['Greek lookalikes', 'http://νικο.com', 'http://xn--uxachk.com'],
    ['a letter without its dot', 'http://wıkipedia.org', 'http://xn--wkipedia-tkb.org'],
    ['letters of full width', 'http://ｇｏｏｇｌｅ.com', 'http://google.com'],
    [
      'a kana that looks like a slash',
      'http://example.comノa.example',
      'http://example.xn--coma-xq4c.example',
    ],
    ['a space of no width', 'http://goo\u200bgle.com', 'http://google.com'],
    ['a number in another writing', 'http://0x7f.1/', 'http://127.0.0.1/'],
    ['an ideographic full stop', 'http://example。com', 'http://example.com'],
  ])('%s', (_title, address, expected) => {
    expect(shown(address)).toBe(expected);
  });
});

it('says the host once more behind an address with a name before it', () => {
  expect(shown('https://bank.example@thief.example/')).toBe(
    'https://bank.example@thief.example/ (thief.example)',
  );
});

it('spells out what cannot be seen in the rest of an address', () => {
  expect(shown('http://a.example/\u202egpj.exe')).toBe('http://a.example/%E2%80%AEgpj.exe');
});

describe('a label that names another host than the link leads to', () => {
  it.each([
    ['http://bank.example', 'http://thief.example/', 'thief.example'],
    ['bank.com', 'http://thief.example/', 'thief.example'],
    ['www.bank.example/login', 'http://thief.example/', 'thief.example'],
    ['http://bank.example@thief.example', 'http://bank.example@thief.example', 'thief.example'],
    ['http://аpple.com', 'http://аpple.com', 'xn--pple-43d.com'],
    ['boss@bank.example', 'mailto:boss@thief.example', 'thief.example'],
  ])('%s to %s', (label, href, host) => {
    expect(hostBehind(label, href)).toBe(host);
  });

  it.each([
    ['the runbook', 'http://wiki.example/'],
    ['v1.2.3', 'http://ci.example/'],
    ['README.md', 'http://ci.example/'],
    ['@scope/package', 'http://ci.example/'],
    ['bank.com', 'https://bank.com/login'],
    ['bank.com', 'https://www.bank.com/'],
    ['www.bank.example', 'https://bank.example/'],
    ['Bank.com:443/a', 'https://bank.com:443/a'],
    ['http://bücher.example', 'https://bücher.example'],
    ['boss@bank.example', 'mailto:boss@bank.example'],
    ['see bank.com', 'http://wiki.example/'],
    ['http://bank.com says', 'http://wiki.example/'],
  ])('is not %s to %s', (label, href) => {
    expect(hostBehind(label, href)).toBeNull();
  });
});
