import type { IncomingMessage } from 'node:http';
import type { Settings } from '../env.js';

/** A place in a trace that further spans can refer to. Opaque: only the tracing that made it knows what it is. */
export type TracePlace = { readonly spanContext: unknown };

/** What a span says beside its name and its times. Never a text of a message, a URL, a token or an address. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** How a span ends. */
export type SpanEnd = {
  /** In place of the name it began with: the pattern of a route is known later than its request. */
  name?: string;
  /** Whether the fault is ours. */
  isFault: boolean;
  facts: SpanFacts;
};

/** A span that its owner ends. */
export type OpenSpan = {
  /** By which lines of the log and a trace find each other; undefined where nothing is traced. */
  readonly traceId: string | undefined;
  /** Does work within it: spans that begin there are its children. */
  run<Result>(work: () => Result): Result;
  end(end: SpanEnd): void;
};

/**
 * Follows requests through the server. Spans are made by hand where something is decided or waited for; nothing is
 * patched. Without an endpoint to send them to there is `noTracing`, and nothing else is loaded.
 */
export type Tracing = {
  /** Does work in a span of its own, which ends with it; also where the work answers later, or fails. */
  within<Result>(name: string, work: () => Result): Result;
  /**
   * The same for work that is done for several at once: a child of the first place, with links to the others.
   * @param places is called only where there is tracing
   */
  withinAll<Result>(name: string, places: () => (TracePlace | undefined)[], work: () => Result): Result;
  /** Begins the span of a request. A trusted proxy may have begun the trace. */
  begin(name: string, request: IncomingMessage): OpenSpan;
  /** Where we are: the span that the present work is part of. */
  here(): TracePlace | undefined;
  /** Sends what has not been sent. */
  stop(): Promise<void>;
};

/** By which the tracing in use is injected. */
export const TRACING = Symbol('the tracing of the server');

const noSpan: OpenSpan = { traceId: undefined, run: (work) => work(), end: () => undefined };

export const noTracing: Tracing = {
  within: (_name, work) => work(),
  withinAll: (_name, _places, work) => work(),
  begin: () => noSpan,
  here: () => undefined,
  stop: () => Promise.resolve(),
};

type Trust = (request: IncomingMessage) => boolean;
type Warn = (message: string) => void;

/** Tracing as the settings want it. The packages for it are loaded only where they are used. */
export async function startTracing(settings: Settings, isFromProxy: Trust, warn: Warn): Promise<Tracing> {
  const { traceEndpoint: endpoint, serviceName } = settings;
  if (endpoint === undefined) return noTracing;
  const { OtlpTracing } = await import('./otlp-tracing.js');
  return new OtlpTracing({ endpoint, serviceName, isFromProxy, warn });
}
