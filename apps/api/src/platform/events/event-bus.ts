import { Injectable, Logger } from '@nestjs/common';

// A class of events serves as the key of its subscribers; its constructor's parameters do not matter here.
type EventClass<Event extends object> = abstract new (...parameters: never[]) => Event;
type Handler<Event> = (event: Event) => void;

/**
 * Carries what happened from the feature it happened in to those who care, within this process.
 * Features announce through a transaction, so that an event leaves only after the commit.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly handlers = new Map<unknown, Handler<never>[]>();

  /** Calls `handler` for each event of this class, in the order of announcement. */
  on<Event extends object>(eventClass: EventClass<Event>, handler: Handler<Event>): void {
    this.handlers.set(eventClass, [...(this.handlers.get(eventClass) ?? []), handler]);
  }

  /** A failing handler is logged and never stops the others: what happened has happened. */
  publish(event: object): void {
    for (const handler of this.handlers.get(event.constructor) ?? []) {
      try {
        // `on` stored this handler under the class of this very event.
        (handler as Handler<object>)(event);
      } catch (error) {
        this.logger.error({ err: error, event: event.constructor.name }, 'A subscriber of an event failed.');
      }
    }
  }
}
