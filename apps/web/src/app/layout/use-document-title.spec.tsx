import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useDocumentTitle } from './use-document-title';

function Titled({ name, unread }: { name: string | null; unread: number }) {
  useDocumentTitle(name, unread);
  return null;
}

describe('the title of the page', () => {
  it.each([
    ['Alerts', 3, '(3) Alerts · Carillon'],
    ['Alerts', 0, 'Alerts · Carillon'],
    [null, 12, '(12) Carillon'],
    [null, 0, 'Carillon'],
  ])('of %s with %i unread messages is "%s"', (name, unread, title) => {
    render(<Titled name={name} unread={unread} />);
    expect(document.title).toBe(title);
  });
});
