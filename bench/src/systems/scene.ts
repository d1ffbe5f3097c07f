import { setTimeout as sleep } from 'node:timers/promises';
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

  webhookUrls(): string[] {
    return this.webhooks.map(({ url }) => url);
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
    const post = <View>(path: string, body: unknown) => call<View>(product, path, body, administrator.cookie);
    const room = await post<RoomView>(routePatterns.rooms, { name: 'Benchmark' });
    for (const { email } of others) await post(pathOf(routePatterns.members, { roomId: room.id }), { email });
    const webhooks: WebhookView[] = [];
    for (let index = 1; index <= limits.rooms.maxWebhooks; index += 1) {
      const path = pathOf(routePatterns.webhooks, { roomId: room.id });
      webhooks.push(await post<WebhookView>(path, { name: `Sender ${index}` }));
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
  const response = await send(product, routePatterns.users, {
    headers: {
      // Sign-ups are limited by address.
      'x-forwarded-for': `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    },
    body: { email, displayName: `Reader ${index}`, password: 'a long enough password' },
  });
  return { email, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function call<View>(product: Product, path: string, body: unknown, cookie: string): Promise<View> {
  const response = await send(product, path, { headers: { cookie }, body });
  return (await response.json()) as View;
}

type Request = { headers: Record<string, string>; body: unknown };

/** A machine that is busy with something else may make the server refuse for a moment: it says when to come again. */
async function send(product: Product, path: string, request: Request, attempts = 5): Promise<Response> {
  const response = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...request.headers },
    body: JSON.stringify(request.body),
  });
  if (response.ok) return response;
  if (response.status !== 503 || attempts <= 1)
    throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
  return send(product, path, request, attempts - 1);
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}
