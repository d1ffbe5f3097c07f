import type { MessageView, RoomId } from '@carillon/contracts';
import type { TracePlace } from '../platform/observability/tracing.js';
import { exclusiveKeyOf, type MessageDraft, type WriteOutcome } from './message-draft.js';

/** What the sender of a draft is told. */
export type Settled =
  | { kind: 'stored'; message: MessageView; dueInMs: number | null }
  | Exclude<WriteOutcome, { kind: 'stored' }>;

/** A draft that waits to be stored, and whom to tell. */
export type Waiting = {
  readonly draft: MessageDraft;
  /** Nothing of this draft is stored after this moment: its sender has been told 503 by then. Monotonic milliseconds. */
  readonly deadline: number;
  /** Where in which trace it waits; undefined where nothing is traced. */
  readonly place: TracePlace | undefined;
  readonly settle: (settled: Settled) => void;
  readonly fail: (error: unknown) => void;
};

/**
 * Drafts in order, by room. A room whose drafts are being written is not ready until it is released, so that the
 * messages of one room are stored one after the other. Each step costs the same however many wait.
 */
export class WriteQueue {
  private readonly rooms = new Map<RoomId, Waiting[]>();
  /** Rooms with waiting drafts of which none is being written, the longest waiting first. */
  private readonly ready = new Set<RoomId>();
  private readonly underWay = new Set<RoomId>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(item: Waiting): void {
    const { roomId } = item.draft;
    const waiting = this.rooms.get(roomId);
    if (waiting === undefined) this.rooms.set(roomId, [item]);
    else waiting.push(item);
    this.count += 1;
    if (!this.underWay.has(roomId)) this.ready.add(roomId);
  }

  /** The next drafts to write, at most `max`; their rooms are under way from now on. */
  take(max: number): Waiting[] {
    const batch: Waiting[] = [];
    for (const roomId of this.ready) {
      if (batch.length >= max) break;
      batch.push(...this.takeFrom(roomId, max - batch.length));
      this.ready.delete(roomId);
      this.underWay.add(roomId);
    }
    return batch;
  }

  /** These rooms' drafts are written: the next ones may follow. */
  release(batch: readonly Waiting[]): void {
    for (const { draft } of batch) {
      this.underWay.delete(draft.roomId);
      if (this.rooms.has(draft.roomId)) this.ready.add(draft.roomId);
    }
  }

  /** Removes and returns everything that waits. What is under way stays so. */
  drain(): Waiting[] {
    const drained = [...this.rooms.values()].flat();
    this.rooms.clear();
    this.ready.clear();
    this.count = 0;
    return drained;
  }

  /** Two drafts of one request, or of one schedule, never share a statement: see `exclusiveKeyOf`. */
  private takeFrom(roomId: RoomId, max: number): Waiting[] {
    const waiting = this.rooms.get(roomId) ?? [];
    const keys = new Set<string>();
    let end = 0;
    for (const { draft } of waiting.slice(0, max)) {
      const key = exclusiveKeyOf(draft);
      if (key !== null && keys.has(key)) break;
      if (key !== null) keys.add(key);
      end += 1;
    }
    const taken = waiting.splice(0, end);
    if (waiting.length === 0) this.rooms.delete(roomId);
    this.count -= taken.length;
    return taken;
  }
}
