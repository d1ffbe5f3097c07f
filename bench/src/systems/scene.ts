import {
  incomingWebhookPath,
  limits,
  pathOf,
  routePatterns,
  type RoomView,
  type WebhookView,
} from '@carillon/contracts';
import type { PostAddress } from '../load/poster.js';
import type { ReaderAddress } from '../load/reader.js';
import type { Product } from './product.js';

const signUpsAtOnce = 8;

type Person = { email: string; cookie: string };

/** People, a room with all of them, and its webhooks, made through the API as anybody makes them. */
export class Scene {
  private constructor(
    private readonly product: Product,
    readonly people: readonly Person[],
    readonly room: RoomView,
    private readonly webhooks: readonly WebhookView[],
  ) {}

  static async make(product: Product, memberCount: number): Promise<Scene> {
    const people = await signUp(product, memberCount);
    return Scene.makeRoom(product, people);
  }

  /** Another room of the same people. */
  anotherRoom(): Promise<Scene> {
    return Scene.makeRoom(this.product, this.people);
  }

  /** As many posting connections, over all webhooks of the room. */
  posters(count: number): PostAddress[] {
    return Array.from({ length: count }, (_, index) => {
      const { pathname, search } = new URL(pick(this.webhooks, index).url);
      if (!pathname.startsWith(incomingWebhookPath)) throw new Error(`This is no webhook URL: ${pathname}`);
      return { port: this.product.port, path: pathname + search, field: 'Content' };
    });
  }

  /** As many readers; beyond the number of people, each has several devices. */
  readers(count: number): ReaderAddress[] {
    return Array.from({ length: count }, (_, index) => ({
      port: this.product.port,
      wire: 'socket.io' as const,
      cookie: pick(this.people, index).cookie,
    }));
  }

  private static async makeRoom(product: Product, people: readonly Person[]): Promise<Scene> {
    const [administrator, ...others] = people;
    if (administrator === undefined) throw new Error('A room needs somebody.');
    const send = <View>(path: string, body: unknown) => call<View>(product, path, body, administrator.cookie);
    const room = await send<RoomView>(routePatterns.rooms, { name: 'Benchmark' });
    for (const { email } of others) await send(pathOf(routePatterns.members, { roomId: room.id }), { email });
    const webhooks: WebhookView[] = [];
    for (let index = 1; index <= limits.rooms.maxWebhooks; index += 1) {
      const path = pathOf(routePatterns.webhooks, { roomId: room.id });
      webhooks.push(await send<WebhookView>(path, { name: `Sender ${index}` }));
    }
    return new Scene(product, people, room, webhooks);
  }
}

async function signUp(product: Product, count: number): Promise<Person[]> {
  const people: Person[] = [];
  const tag = Date.now().toString(36);
  for (let from = 0; from < count; from += signUpsAtOnce) {
    const some = Array.from({ length: Math.min(signUpsAtOnce, count - from) }, (_, index) =>
      signUpOne(product, `reader-${tag}-${from + index}@example.com`, from + index),
    );
    people.push(...(await Promise.all(some)));
  }
  return people;
}

async function signUpOne(product: Product, email: string, index: number): Promise<Person> {
  const response = await fetch(product.url + routePatterns.users, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // Sign-ups are limited by address.
      'x-forwarded-for': `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    },
    body: JSON.stringify({ email, displayName: `Reader ${index}`, password: 'a long enough password' }),
  });
  if (response.status !== 201) throw new Error(`Sign-up: ${response.status} ${await response.text()}`);
  return { email, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function call<View>(product: Product, path: string, body: unknown, cookie: string): Promise<View> {
  const response = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as View;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}
