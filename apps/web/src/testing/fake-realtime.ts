import type { ConnectionState, RealtimeClient, RealtimeEvent } from '@carillon/client';
import type { ServerToClientEvents } from '@carillon/contracts';

type Listener = (payload: never) => void;

/** A socket that a test holds the other end of. */
export class FakeRealtime implements RealtimeClient {
  readonly requests: { name: string; payload: unknown }[] = [];
  private readonly refusals: Error[] = [];
  private current: ConnectionState = 'connected';
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();
  private readonly connectedListeners = new Set<() => void>();
  private readonly eventListeners = new Map<string, Set<Listener>>();

  connect = (): void => undefined;
  close = (): void => undefined;
  retryNow = (): void => undefined;
  state = (): ConnectionState => this.current;
  onState = (listener: (state: ConnectionState) => void) => added(this.stateListeners, listener);
  onConnected = (listener: () => void) => added(this.connectedListeners, listener);

  on = <Name extends RealtimeEvent>(event: Name, listener: ServerToClientEvents[Name]) => {
    const listeners = this.eventListeners.get(event) ?? new Set();
    this.eventListeners.set(event, listeners);
    return added(listeners, listener);
  };

  request = (name: string, payload: unknown): Promise<void> => {
    this.requests.push({ name, payload });
    const refusal = this.refusals.shift();
    return refusal === undefined ? Promise.resolve() : Promise.reject(refusal);
  };

  /** The next request fails. */
  refuseNext(error: Error): void {
    this.refusals.push(error);
  }

  /** The server tells something. */
  tell<Name extends RealtimeEvent>(event: Name, payload: Parameters<ServerToClientEvents[Name]>[0]): void {
    // Listeners of this name take this payload; the map cannot say so.
    for (const listener of this.eventListeners.get(event) ?? []) listener(payload as never);
  }

  /** The connection is lost, refused or made again. */
  become(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.stateListeners) listener(state);
    if (state === 'connected') for (const listener of this.connectedListeners) listener();
  }
}

function added<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => {
    set.delete(item);
  };
}
