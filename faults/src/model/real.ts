import { ApiError, createRealtimeClient, type HttpClient, type RealtimeClient } from '@carillon/client';
import type { RoomId } from '@carillon/contracts';
import { HttpConnection, requestBytes } from '../load/http-connection.js';
import { delay } from '../waiting.js';
import { addressOf, type Person } from '../world/people.js';

const patienceMs = 60_000;
const retryMs = 500;
let traces = 0;

/** An actor's account, and the page they have open: what it was told of. */
export type Player = {
  readonly person: Person;
  readonly told: Map<RoomId, string[]>;
  readonly page: RealtimeClient;
};

/** The server, as one trace sees it. */
export class Real {
  private readonly posting: HttpConnection;
  /** Refusals are limited by address, so each trace comes from another. */
  private readonly address: string;

  constructor(
    readonly players: readonly Player[],
    port: number,
  ) {
    traces += 1;
    this.address = addressOf(traces);
    this.posting = new HttpConnection(port, patienceMs);
  }

  player(actor: number): Player {
    const player = this.players[actor];
    if (player === undefined) throw new Error(`There is no actor ${actor}.`);
    return player;
  }

  http(actor: number): HttpClient {
    return this.player(actor).person.http;
  }

  /** Posts to a webhook URL; the body is the contract's for the status. */
  async post(url: string, content: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const { pathname, search } = new URL(url);
    const headers = { 'X-Forwarded-For': this.address };
    const request = requestBytes('POST', pathname + search, headers, JSON.stringify({ Content: content }));
    const answer = await this.posting.send(request);
    if (answer.status === 503) {
      await delay(retryMs);
      return this.post(url, content);
    }
    const { status, body } = answer;
    return { status, body: JSON.parse(body) as Record<string, unknown> };
  }

  close(): void {
    this.posting.close();
  }
}

/** Opens a page for each person, for all traces. */
export async function openPages(url: string, people: readonly Person[]): Promise<Player[]> {
  return Promise.all(
    people.map(async (person) => {
      const told = new Map<RoomId, string[]>();
      const page = createRealtimeClient({ baseUrl: url, headers: { cookie: person.cookie } });
      page.on('message:created', ({ roomId, id }) => {
        told.set(roomId, [...(told.get(roomId) ?? []), id]);
      });
      const connected = new Promise<void>((resolve) => void page.onConnected(resolve));
      page.connect();
      await connected;
      return { person, told, page };
    }),
  );
}

/** What came of a call: its answer, or the code of its refusal. A busy server is asked again: nothing happened yet. */
export async function outcomeOf<View>(call: () => Promise<View>): Promise<{ view?: View; code?: string }> {
  try {
    return { view: await patiently(call) };
  } catch (error) {
    if (error instanceof ApiError) return { code: error.code };
    throw error;
  }
}

/** Asks again as long as the server says that it is not available for the moment. */
export async function patiently<View>(call: () => Promise<View>, attempts = 20): Promise<View> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'SERVICE_UNAVAILABLE' || attempts <= 1) throw error;
    await delay(error.retryAfterMs ?? retryMs);
    return patiently(call, attempts - 1);
  }
}
