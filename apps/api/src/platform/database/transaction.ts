import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EventBus } from '../events/event-bus.js';

/** One transaction: the way to its rows, and the events that leave if it commits. */
export type Transaction = {
  readonly rows: EntityManager;
  /** Tells the rest of the server what happened, after the commit and only then. */
  readonly announce: (event: object) => void;
};

/** Runs use cases in transactions. */
@Injectable()
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventBus,
  ) {}

  /** Commits if `work` succeeds, then publishes what it announced; rolls everything back if it throws. */
  async run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const announced: object[] = [];
    const result = await this.dataSource.transaction((rows) =>
      work({ rows, announce: (event) => announced.push(event) }),
    );
    for (const event of announced) this.events.publish(event);
    return result;
  }

  /** Access outside any transaction, for reading. */
  get rows(): EntityManager {
    return this.dataSource.manager;
  }
}
