import { addMember, createRoom, createWebhook } from '@carillon/client';
import { limits, type RoomId } from '@carillon/contracts';
import { audit, Books, type Outcome, type Seen, type Stored } from './books/books.js';
import { groupBy } from './group-by.js';
import { Load } from './load/load.js';
import { PostOffice } from './load/post-office.js';
import { Reader } from './load/reader.js';
import { memberSender, webhookSender, type Sender } from './load/senders.js';
import type { Verdict } from './verdict.js';
import { becomesTrue, delay } from './waiting.js';
import type { Person } from './world/people.js';
import type { World } from './world/world.js';

/** How long readers may take, once all is well again, to show everything: reconnecting alone may take 8 s. */
const settleMs = 60_000;
/** Fewer acknowledged posts than this show nothing. */
const leastPosts = 20;
/** How long a number of posts may take to end as expected. */
const progressMs = 120_000;
/** One message in so many is a member's, through the API. */
const memberShare = 8;

type SceneOptions = {
  rooms?: number;
  members: number;
  /** Readers with the product's own client; each is a device of one of the members. */
  readers: number;
  /** Where readers connect; by default the server itself. */
  readersUrl?: string;
};

/** Something beside the product's own client that reads, and keeps the same record. */
export type OtherReader = { readonly seen: Seen; newestSeq(roomId: string): number; close(): void };

/** New rooms with members, webhooks and readers, and the books of what goes through them. */
export class Scene {
  readonly books = new Books();
  readonly others: OtherReader[] = [];
  private readonly loads: Load[] = [];
  readonly office: PostOffice;

  private constructor(
    readonly world: World,
    readonly people: readonly Person[],
    readonly roomIds: readonly RoomId[],
    readonly senders: readonly Sender[],
    readonly readers: readonly Reader[],
  ) {
    this.office = new PostOffice(world.port, this.books);
  }

  static async make(world: World, options: SceneOptions): Promise<Scene> {
    const people = await world.people(options.members);
    const [owner] = people;
    if (owner === undefined) throw new Error('A scene needs people.');
    const roomIds: RoomId[] = [];
    const senders: Sender[] = [];
    for (let room = 0; room < (options.rooms ?? 2); room += 1) {
      const roomId = await makeRoom(people);
      roomIds.push(roomId);
      senders.push(...(await makeSenders(owner, roomId)));
    }
    const url = options.readersUrl ?? world.url;
    const readers = Array.from({ length: options.readers }, (_, index) => {
      const { cookie } = people[index % people.length] ?? owner;
      return new Reader({ name: `reader ${index + 1}`, url, cookie, roomIds });
    });
    const scene = new Scene(world, people, roomIds, senders, readers);
    world.atEnd(() => {
      scene.close();
    });
    await Promise.all(readers.map((reader) => reader.open()));
    return scene;
  }

  load(perSecond: number, padding = 0): Load {
    return this.loadOf(this.senders, perSecond, padding);
  }

  /** Senders that repeat, with a key, what did not get through. */
  patientLoad(perSecond: number): Load {
    return this.loadOf(this.senders, perSecond, 0, true);
  }

  /** Members' messages only, which may be larger than posts. */
  memberLoad(perSecond: number, padding: number): Load {
    const members = this.roomIds.flatMap((roomId) =>
      this.people.map(({ cookie }) => memberSender(roomId, cookie)),
    );
    return this.loadOf(members, perSecond, padding);
  }

  async stored(): Promise<Stored[]> {
    return this.world.rows<Stored>(
      `select id, room_id as "roomId", seq::int, content from messages
        where room_id = any($1::uuid[]) order by room_id, seq`,
      [this.roomIds],
    );
  }

  /** Until so many further posts have ended so; a machine that is busy takes its time. */
  async until(outcome: Outcome, more: number): Promise<void> {
    const { ended } = this.office;
    const enough = ended[outcome] + more;
    if (await becomesTrue(() => ended[outcome] >= enough, progressMs)) return;
    throw new Error(
      `Of ${more} posts only ${more - enough + ended[outcome]} were ${outcome} within ${progressMs / 1000} s.`,
    );
  }

  /** How long after the end of a breakage posts still failed, up to the next one; once all have ended. Unit: milliseconds. */
  recoveryMs(from: number, to = Infinity): number {
    const failed = this.books.entries.filter(
      ({ sentAt, outcome }) => sentAt > from && sentAt < to && outcome !== 'accepted',
    );
    return Math.max(0, ...failed.map(({ sentAt }) => sentAt - from));
  }

  /** The longest that the sender of a refused post had to wait for the answer. Unit: milliseconds. */
  get slowestRefusalMs(): number {
    return this.books.of('refused').reduce((slowest, { afterMs }) => Math.max(slowest, afterMs), 0);
  }

  /**
   * Once nothing is broken any more: a last post to every room, then everyone must come to show what is stored; then
   * the books are compared.
   */
  async settle(verdict: Verdict): Promise<void> {
    await this.office.quiet();
    await this.postLast();
    const stored = await this.stored();
    const newest = [...groupBy(stored, ({ roomId }) => roomId)].map(([roomId, { length }]) => ({
      roomId,
      length,
    }));
    const all: OtherReader[] = [...this.readers, ...this.others];
    await becomesTrue(
      () => newest.every(({ roomId, length }) => all.every((reader) => reader.newestSeq(roomId) >= length)),
      settleMs,
    );
    const { problems, storedThoughRefused } = audit(
      this.books.entries,
      stored,
      all.map(({ seen }) => seen),
      this.world.isOneServer,
    );
    verdict.report([...problems, ...this.world.takeCrashes()]);
    verdict.require(
      this.office.ended.accepted >= leastPosts,
      'too few posts were acknowledged to show anything',
    );
    verdict.measure('acknowledged', this.books.of('accepted').length, 'posts');
    verdict.measure('refused', this.books.of('refused').length, 'posts');
    verdict.measure('unanswered', this.books.of('lost').length, 'posts');
    verdict.measure('stored though refused', storedThoughRefused, 'posts');
  }

  close(): void {
    for (const reader of [...this.readers, ...this.others]) reader.close();
    for (const load of this.loads) load.halt();
    this.office.close();
  }

  private loadOf(senders: readonly Sender[], perSecond: number, padding: number, isPatient = false): Load {
    const load = new Load(this.office, senders, { perSecond, padding, isPatient });
    this.loads.push(load);
    return load;
  }

  /** What was stored last may not have been told to anybody; a later message shows the gap. */
  private async postLast(): Promise<void> {
    for (const roomId of this.roomIds) {
      const sender = this.senders.find((candidate) => candidate.roomId === roomId);
      if (sender === undefined) continue;
      const deadline = performance.now() + settleMs;
      for (let entry = await this.office.post(sender); entry.outcome !== 'accepted';) {
        if (performance.now() > deadline)
          throw new Error(
            `Posts are ${entry.outcome ?? 'under way'} though nothing is broken (${entry.status ?? 'no answer'}).`,
          );
        await delay(100);
        entry = await this.office.post(sender);
      }
    }
  }
}

async function makeRoom(people: readonly Person[]): Promise<RoomId> {
  const [owner, ...others] = people;
  if (owner === undefined) throw new Error('A room needs somebody.');
  const { id } = await createRoom(owner.http, { name: 'Faults' });
  for (const { account } of others) await addMember(owner.http, id, { email: account.email });
  return id;
}

async function makeSenders(owner: Person, roomId: RoomId): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (let index = 0; index < limits.rooms.maxWebhooks; index += 1) {
    if (index % memberShare === memberShare - 1) senders.push(memberSender(roomId, owner.cookie));
    const { url } = await createWebhook(owner.http, roomId, { name: `Sender ${index + 1}` });
    senders.push(webhookSender(roomId, url));
  }
  return senders;
}
