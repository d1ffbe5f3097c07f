import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { pretendLayout } from './layout';

// jsdom has no layout, so no media query ever holds: tests see the page as a wide screen with a mouse.
vi.stubGlobal('matchMedia', (media: string) => ({
  media,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));

// Some specs need no page.
if (typeof HTMLElement !== 'undefined') pretendLayout();

afterEach(() => {
  cleanup();
});
