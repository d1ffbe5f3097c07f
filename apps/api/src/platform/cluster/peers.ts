import { randomUUID } from 'node:crypto';

/** A server process of this instance. A new one for each start. */
export type NodeId = string;

type Handlers = {
  /** What another process tells under this topic, in the order it told it. */
  onTold: (message: unknown, from: NodeId) => void;
  /** Another process was met, or may have missed something: tell everything that it needs to know. */
  onMet: () => void;
  /** Another process has ended, or is not heard of any more. */
  onGone: (node: NodeId) => void;
};

/**
 * The other server processes of this instance: tells them things and hears from them. What is told may be lost when
 * the connection between them breaks; then they meet again, so each topic tells changes and can tell everything.
 */
export abstract class Peers {
  readonly node: NodeId = randomUUID();
  protected readonly topics = new Map<string, Handlers>();

  /** Whether there can be others at all. */
  abstract readonly areMany: boolean;

  /** Other processes that are heard of at the moment. */
  abstract readonly known: number;
  /** Whether others can be told and heard now. */
  abstract readonly isInTouch: boolean;

  /** To be called before the application starts; one subscriber a topic. */
  on(topic: string, handlers: Handlers): void {
    this.topics.set(topic, handlers);
  }

  /** @param message anything JSON can hold */
  abstract tell(topic: string, message: unknown): void;

  /** Calls back when others may have told things that did not arrive here. */
  abstract onCatchUp(listener: () => void): void;
}

/** This process is the only one. */
export class NoPeers extends Peers {
  override readonly areMany = false;
  override readonly known = 0;
  override readonly isInTouch = true;

  override tell(): void {
    // Nobody is there.
  }

  override onCatchUp(): void {
    // Nothing can be missed.
  }
}
