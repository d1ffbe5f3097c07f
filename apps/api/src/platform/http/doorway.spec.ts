import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Doorway } from './doorway.js';

describe('a doorway for two', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const aDoorway = () => {
    const doorway = new Doorway({ maxInside: 2, maxWaitMs: 1500, maxCountedMs: 1000 });
    const log: string[] = [];
    const come = (name: string) => {
      const visitor = Object.assign(new EventEmitter(), { destroyed: false });
      doorway.enter(
        visitor,
        () => log.push(`${name} in`),
        () => log.push(`${name} away`),
      );
      return () => {
        visitor.destroyed = true;
        visitor.emit('close');
      };
    };
    return { log, come };
  };

  it('lets two in, and the others in their order as those leave', () => {
    const { log, come } = aDoorway();
    const [leaveA, leaveB] = ['a', 'b', 'c', 'd'].map(come);
    expect(log).toEqual(['a in', 'b in']);
    leaveB?.();
    expect(log).toEqual(['a in', 'b in', 'c in']);
    leaveA?.();
    expect(log).toEqual(['a in', 'b in', 'c in', 'd in']);
  });

  it('turns away after 1500 ms who is not in by then, and nobody earlier', () => {
    const { log, come } = aDoorway();
    const leaveA = come('a');
    come('b');
    vi.advanceTimersByTime(900);
    come('c');
    come('d');
    // Both have been inside for so long that they no longer count.
    vi.advanceTimersByTime(100);
    expect(log).toEqual(['a in', 'b in', 'c in', 'd in']);
    come('e');
    vi.advanceTimersByTime(500);
    come('f');
    leaveA();
    expect(log).toHaveLength(4);
    vi.advanceTimersByTime(499);
    expect(log).toHaveLength(4);
    vi.advanceTimersByTime(1);
    expect(log.slice(4)).toEqual(['e in', 'f in']);
  });

  it('counts each leaving once, and forgets who left while waiting', () => {
    const doorway = new Doorway({ maxInside: 1, maxWaitMs: 1500, maxCountedMs: 60_000 });
    const log: string[] = [];
    const come = (name: string) => {
      const visitor = Object.assign(new EventEmitter(), { destroyed: false });
      const say = (what: string) => () => log.push(`${name} ${what}`);
      doorway.enter(visitor, say('in'), say('away'));
      return visitor;
    };
    const a = come('a');
    const b = come('b');
    come('c');
    vi.advanceTimersByTime(1499);
    b.destroyed = true;
    expect(log).toEqual(['a in']);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['a in', 'c away']);
    come('d');
    a.emit('close');
    a.emit('close');
    come('e');
    expect(log).toEqual(['a in', 'c away', 'd in']);
  });
});
