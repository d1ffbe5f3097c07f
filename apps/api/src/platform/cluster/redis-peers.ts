import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Peers, type NodeId } from './peers.js';
import type { RedisClient } from './redis.js';

const channel = 'carillon:peers';
/** How often each process says that it is there. Unit: milliseconds. */
const beatMs = 2_000;
/** After how long a silent process counts as gone. Unit: milliseconds. */
const goneMs = 7_000;

/**
 * `hello`: I am new, or may have missed something. `beat`: I am here. `bye`: I end. `told` counts what its sender has
 * told so far, this message included, so that whoever missed something finds out.
 */
const letter = z.object({
  from: z.string(),
  told: z.number(),
  kind: z.enum(['hello', 'beat', 'bye', 'tell']),
  topic: z.string().optional(),
  message: z.unknown().optional(),
});
type Letter = z.infer<typeof letter>;

type Peer = { told: number; lastHeardAt: number };

/** The other processes, over Redis. */
export class RedisPeers extends Peers implements OnModuleInit, BeforeApplicationShutdown {
  override readonly areMany = true;
  private readonly logger = new Logger(RedisPeers.name);
  private readonly peers = new Map<NodeId, Peer>();
  private readonly catchUps: (() => void)[] = [];
  private told = 0;
  private timer: NodeJS.Timeout | undefined;
  private isReady = false;
  private hasEnded = false;

  /**
   * @param speaker the connection that tells; it stays its owner's
   * @param listener a connection of its own, which ends with this
   */
  constructor(
    private readonly speaker: RedisClient,
    private readonly listener: RedisClient,
  ) {
    super();
  }

  override get known(): number {
    return this.peers.size;
  }

  override get isInTouch(): boolean {
    return this.speaker.isReady && this.listener.isReady;
  }

  async onModuleInit(): Promise<void> {
    // Subscriptions are made again by the client itself whenever it has connected again.
    await this.listener.subscribe(channel, (text) => {
      this.hear(text);
    });
    this.isReady = true;
    this.listener.on('ready', () => {
      this.comeBack();
    });
    this.timer = setInterval(() => {
      this.send({ kind: 'beat' });
      this.forgetSilent();
    }, beatMs).unref();
    this.send({ kind: 'hello' });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.send({ kind: 'bye' });
    this.hasEnded = true;
    if (this.listener.isOpen) await this.listener.close();
  }

  override tell(topic: string, message: unknown): void {
    this.told += 1;
    this.send({ kind: 'tell', topic, message });
  }

  override onCatchUp(listener: () => void): void {
    this.catchUps.push(listener);
  }

  /** Others could be gone, new, or have told much; we have been silent for them. */
  private comeBack(): void {
    if (!this.isReady) return;
    this.logger.log('The connection to the other processes is back.');
    const now = performance.now();
    for (const peer of this.peers.values()) peer.lastHeardAt = now;
    this.send({ kind: 'hello' });
    for (const { onMet } of this.topics.values()) onMet();
    for (const listener of this.catchUps) listener();
  }

  private send(content: Pick<Letter, 'kind'> & Partial<Pick<Letter, 'topic' | 'message'>>): void {
    // While Redis is away nothing is kept for it: everything is told anew when it is back.
    if (!this.speaker.isReady || this.hasEnded) return;
    const text = JSON.stringify({ from: this.node, told: this.told, ...content });
    this.speaker.publish(channel, text).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'The other processes could not be told.');
    });
  }

  /** A process of another version may say what this one does not understand; that must not end either. */
  private hear(text: string): void {
    try {
      this.take(letter.parse(JSON.parse(text)));
    } catch (error) {
      this.logger.warn({ err: error }, 'Another process told something that is not understood.');
    }
  }

  private take({ from, told, kind, topic, message }: Letter): void {
    if (from === this.node) return;
    const known = this.peers.get(from);
    if (kind === 'bye') {
      this.lose(from);
      return;
    }
    const expected = (known?.told ?? told) + (kind === 'tell' && known !== undefined ? 1 : 0);
    this.peers.set(from, { told, lastHeardAt: performance.now() });
    if (known === undefined || kind === 'hello') for (const { onMet } of this.topics.values()) onMet();
    // It has told something that did not arrive here: ask for everything.
    else if (told !== expected) this.send({ kind: 'hello' });
    if (kind === 'tell' && topic !== undefined) this.topics.get(topic)?.onTold(message, from);
  }

  /** While nothing can be heard, silence says nothing. */
  private forgetSilent(): void {
    if (!this.listener.isReady) return;
    const oldest = performance.now() - goneMs;
    for (const [node, { lastHeardAt }] of this.peers) if (lastHeardAt < oldest) this.lose(node);
  }

  private lose(node: NodeId): void {
    if (this.peers.delete(node)) for (const { onGone } of this.topics.values()) onGone(node);
  }
}
