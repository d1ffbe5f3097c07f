import type { RoomId, UserId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findRedis, TestRedis } from '../../test/support/redis.js';
import { openCluster, type Cluster } from '../platform/cluster/cluster.js';
import { RedisPeers } from '../platform/cluster/redis-peers.js';
import { EventBus } from '../platform/events/event-bus.js';
import { MemberRemoved } from '../rooms/rooms.events.js';
import { DevicesService } from './devices.service.js';
import { PresenceChanged } from './presence.events.js';
import { PresenceService } from './presence.service.js';

const redisServer = findRedis();
const reason = redisServer === undefined ? ' (needs redis-server on the PATH)' : '';

// Ids as the contract wants them, told apart by their last digit.
const kitchen = '00000000-0000-4000-8000-000000000001' as RoomId;
const alice = '00000000-0000-4000-8000-00000000000a' as UserId;
const bob = '00000000-0000-4000-8000-00000000000b' as UserId;

/** One server process, as far as presence is concerned. */
class Node {
  readonly changes: string[] = [];

  private constructor(
    readonly presence: PresenceService,
    readonly events: EventBus,
    private readonly cluster: Cluster & { peers: RedisPeers },
  ) {
    events.on(PresenceChanged, ({ userId, isPresent }) => {
      this.changes.push(`${userId.at(-1) ?? ''} ${isPresent ? 'in' : 'out'}`);
    });
  }

  static async start(url: string): Promise<Node> {
    const cluster = await openCluster(url);
    const { peers } = cluster;
    if (!(peers instanceof RedisPeers)) throw new Error('There is a Redis, and no peers over it.');
    const events = new EventBus();
    const node = new Node(new PresenceService(events, peers, new DevicesService(events, peers)), events, {
      ...cluster,
      peers,
    });
    await peers.onModuleInit();
    return node;
  }

  /** As if its process had been killed: nobody is told. */
  async kill(): Promise<void> {
    await this.cluster.redis?.close();
    await this.stop();
  }

  async stop(): Promise<void> {
    await this.cluster.peers.beforeApplicationShutdown();
    await this.cluster.close();
  }

  async until(...people: UserId[]): Promise<void> {
    await expect.poll(() => this.presence.presentIn(kitchen).sort(), { timeout: 15_000 }).toEqual(people);
  }
}

describe.skipIf(redisServer === undefined)(`presence over three server processes${reason}`, () => {
  let redis: TestRedis;
  let nodes: Node[] = [];
  beforeAll(async () => {
    redis = await TestRedis.start(redisServer ?? '');
  });
  afterAll(() => redis.stop());
  afterEach(async () => {
    for (const node of nodes) await node.stop();
    nodes = [];
  });

  const start = async (count: number) => {
    for (let index = 0; index < count; index += 1) nodes.push(await Node.start(redis.url));
    return nodes as [Node, Node, Node];
  };

  it('is the same everywhere, and each process tells of a change once', async () => {
    const all = await start(3);
    const [first, second, third] = all;
    first.presence.open(kitchen, alice, 'laptop');
    second.presence.open(kitchen, alice, 'phone');
    third.presence.open(kitchen, bob, 'tablet');
    for (const node of all) await node.until(alice, bob);
    first.presence.disconnect('laptop');
    third.presence.close(kitchen, 'tablet');
    for (const node of all) await node.until(alice);
    second.presence.disconnect('phone');
    for (const node of all) await node.until();
    for (const { changes } of all) {
      expect(changes.filter((change) => change.startsWith('a'))).toEqual(['a in', 'a out']);
      expect(changes.filter((change) => change.startsWith('b'))).toEqual(['b in', 'b out']);
    }
  });

  it('is known to a process that starts later', async () => {
    const [first] = await start(2);
    first.presence.open(kitchen, alice, 'laptop');
    const [, , third] = await start(1);
    await third.until(alice);
  });

  it('ends on all of them for a member who is removed through one', async () => {
    const all = await start(3);
    all[0].presence.open(kitchen, alice, 'laptop');
    all[1].presence.open(kitchen, alice, 'phone');
    for (const node of all) await node.until(alice);
    all[2].events.publish(new MemberRemoved(kitchen, alice, 0, 'removed'));
    for (const node of all) await node.until();
  });

  it('ends for the devices of a process that stops, at once, and of one that is killed, soon', async () => {
    const [first, second, third] = await start(3);
    second.presence.open(kitchen, alice, 'laptop');
    third.presence.open(kitchen, bob, 'phone');
    await first.until(alice, bob);
    await second.stop();
    await first.until(bob);
    await third.kill();
    await first.until();
  });

  it('is right again after Redis was restarted, whatever was opened and closed meanwhile', async () => {
    const [first, second] = await start(2);
    first.presence.open(kitchen, alice, 'laptop');
    await second.until(alice);
    await redis.restart(() => {
      first.presence.disconnect('laptop');
      first.presence.open(kitchen, bob, 'tablet');
    });
    await second.until(bob);
    expect(second.changes).toEqual(expect.arrayContaining(['a in', 'b in', 'a out']));
  });
});
