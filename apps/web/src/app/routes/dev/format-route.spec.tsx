import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { Providers } from '../../providers';
import { FormatRoute } from './format-route';

it('shows a text, its tree and its result side by side, and keeps the text in the address', async () => {
  const user = userEvent.setup();
  const router = createMemoryRouter([{ path: '*', element: <FormatRoute /> }], {
    initialEntries: ['/dev/format?text=a%20**b**'],
  });
  render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
  const result = screen.getByRole('region', { name: 'Result' });
  expect(within(result).getByText('b').tagName).toBe('STRONG');
  expect(screen.getByRole('region', { name: 'Tree' }).textContent).toContain('"kind": "strong"');
  await user.type(screen.getByRole('textbox', { name: 'Text' }), ' @bob');
  expect(within(result).getByText('@bob').className).toContain('mention');
  expect(new URLSearchParams(router.state.location.search).get('text')).toBe('a **b** @bob');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'Plain unless /md');
  expect(screen.getByRole('region', { name: 'Tree' }).textContent).not.toContain('strong');
});
