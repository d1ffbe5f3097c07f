import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { isPressed, keyNames } from './keys';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useShortcut } from './shortcuts';

const pressed = (change: Partial<KeyboardEvent>) => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...change,
});

describe('keys', () => {
  it.each([
    ['mod+k', { key: 'k', ctrlKey: true }],
    ['mod+shift+f', { key: 'F', ctrlKey: true, shiftKey: true }],
    ['alt+ArrowUp', { key: 'ArrowUp', altKey: true }],
    ['mod+k', { key: 'л', code: 'KeyK', ctrlKey: true }],
    ['Escape', { key: 'Escape' }],
  ])('%s are pressed by %o', (keys, event) => {
    expect(isPressed(keys, pressed(event))).toBe(true);
  });

  it.each([
    ['mod+k', { key: 'k' }],
    ['mod+k', { key: 'k', ctrlKey: true, shiftKey: true }],
    ['mod+k', { key: 'k', ctrlKey: true, altKey: true }],
    ['mod+k', { key: 'k', metaKey: true }],
    ['Escape', { key: 'Escape', shiftKey: true }],
  ])('%s are not pressed by %o', (keys, event) => {
    expect(isPressed(keys, pressed(event))).toBe(false);
  });

  it('are named as they are written on the keyboard', () => {
    expect(keyNames('mod+shift+f')).toEqual(['Ctrl', 'Shift', 'F']);
    expect(keyNames('alt+ArrowUp')).toEqual(['Alt', '↑']);
  });
});

function WithShortcut({ keys, onPress }: { keys: string; onPress: () => boolean | undefined }) {
  useShortcut({ keys, label: 'Do it', group: 'Rooms' }, onPress);
  return <input aria-label="Field" />;
}

const press = (target: Element | Document = document) =>
  fireEvent.keyDown(target, { key: 'k', ctrlKey: true });

describe('a shortcut', () => {
  it('works from a text field too, keeps the browser from its own, and ends with its component', () => {
    const onPress = vi.fn(() => undefined);
    const { unmount } = render(<WithShortcut keys="mod+k" onPress={onPress} />);
    // False: the default was prevented.
    expect(press(screen.getByRole('textbox'))).toBe(false);
    expect(onPress).toHaveBeenCalledTimes(1);
    unmount();
    expect(press()).toBe(true);
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('that has nothing to do leaves the key to the one registered before, and to the browser', () => {
    const before = vi.fn(() => undefined);
    const { rerender } = render(
      <>
        <WithShortcut keys="mod+k" onPress={before} />
        <WithShortcut keys="mod+k" onPress={() => false} />
      </>,
    );
    press();
    expect(before).toHaveBeenCalledTimes(1);
    rerender(<WithShortcut keys="mod+k" onPress={() => false} />);
    expect(press()).toBe(true);
  });

  it('does nothing while a dialog is open, nor with a key that something has used', () => {
    const onPress = vi.fn(() => undefined);
    render(
      <>
        <WithShortcut keys="mod+k" onPress={onPress} />
        <button
          onKeyDown={(event) => {
            event.preventDefault();
          }}
        />
      </>,
    );
    press(screen.getByRole('button'));
    const { unmount } = render(<div role="dialog" />);
    press();
    expect(onPress).not.toHaveBeenCalled();
    unmount();
    press();
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('is in the list with its keys, and so is one that is handled elsewhere', () => {
    function Told() {
      useShortcut({ keys: 'ArrowUp', label: 'Edit my last message', group: 'Writing' }, null);
      return null;
    }
    render(
      <>
        <WithShortcut keys="mod+k" onPress={() => undefined} />
        <Told />
        <ShortcutsDialog isOpen onClose={() => undefined} />
      </>,
    );
    expect(screen.getByRole('list', { name: 'Rooms' }).textContent).toBe('Do itCtrlK');
    expect(screen.getByRole('list', { name: 'Writing' }).textContent).toBe('Edit my last message↑');
    expect(screen.queryByRole('list', { name: 'Anywhere' })).toBeNull();
  });
});
