import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EventBus } from './event-bus.js';

class Opened {
  constructor(readonly door: string) {}
}
class Closed {
  readonly isLocked = true;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the event bus', () => {
  it('calls each subscriber of the class of an event, in order of subscription, and no other', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    bus.on(Opened, ({ door }) => heard.push(`first ${door}`));
    bus.on(Closed, () => heard.push('closed'));
    bus.on(Opened, ({ door }) => heard.push(`second ${door}`));
    bus.publish(new Opened('front'));
    expect(heard).toEqual(['first front', 'second front']);
  });

  it('logs a subscriber that fails, and goes on with the others', () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const bus = new EventBus();
    const heard: string[] = [];
    const fault = new Error('broken');
    bus.on(Opened, () => {
      throw fault;
    });
    bus.on(Opened, ({ door }) => heard.push(door));
    bus.publish(new Opened('back'));
    expect(heard).toEqual(['back']);
    expect(error).toHaveBeenCalledWith({ err: fault, event: 'Opened' }, expect.any(String));
  });

  it('does not mind an event that nobody subscribed to', () => {
    expect(() => {
      new EventBus().publish(new Closed());
    }).not.toThrow();
  });
});
