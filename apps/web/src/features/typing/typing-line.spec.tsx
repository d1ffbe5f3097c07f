import type { UserId } from '@carillon/contracts';
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMember, aMessage, aRoom } from '../../testing/factories';
import { renderSignedIn } from '../../testing/render';
import { TypingLine } from './typing-line';
import { useReportTyping } from './use-report-typing';

const { id: roomId } = aRoom();
const john = aMember({ userId: 'john' as UserId, displayName: 'John' });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

function show() {
  const { realtime } = renderSignedIn(<TypingLine roomId={roomId} members={[john]} />);
  const typing = () => {
    act(() => {
      realtime.tell('typing:reported', { roomId, userId: john.userId });
    });
  };
  return { realtime, typing };
}

describe('who else is typing', () => {
  it('is shown for 6 seconds, anew with each report', () => {
    const { typing } = show();
    typing();
    pass(5_000);
    typing();
    pass(5_000);
    expect(screen.getByText('John is typing')).toBeTruthy();
    pass(1_100);
    expect(screen.queryByText('John is typing')).toBeNull();
  });

  it('ends with their message', () => {
    const { realtime, typing } = show();
    typing();
    const author = { kind: 'member', userId: john.userId, displayName: 'John', alias: 'john' } as const;
    act(() => {
      realtime.tell('message:created', aMessage({ author }));
    });
    expect(screen.queryByText('John is typing')).toBeNull();
  });

  it('is not shown where it is switched off', () => {
    localStorage.setItem('carillon.typing', 'off');
    const { typing } = show();
    typing();
    expect(screen.queryByText('John is typing')).toBeNull();
  });
});

function Field() {
  const report = useReportTyping(roomId);
  return <input onChange={report} />;
}

describe('that the reader types', () => {
  it('is said at once and then every 3 seconds at most', async () => {
    const { realtime, user } = renderSignedIn(<Field />);
    await user.type(screen.getByRole('textbox'), 'some words');
    expect(realtime.requests).toEqual([{ name: 'typing:report', payload: { roomId } }]);
    vi.advanceTimersByTime(3_100);
    await user.type(screen.getByRole('textbox'), 'more');
    expect(realtime.requests).toHaveLength(2);
  });

  it('is not said where it is switched off', async () => {
    localStorage.setItem('carillon.typing', 'off');
    const { realtime, user } = renderSignedIn(<Field />);
    await user.type(screen.getByRole('textbox'), 'some words');
    expect(realtime.requests).toEqual([]);
  });
});
