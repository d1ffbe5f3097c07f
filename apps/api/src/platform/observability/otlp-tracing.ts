import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import {
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type DiagLogFunction,
  type Link,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { asRefusal } from '../errors/problem.filter.js';
import type { OpenSpan, SpanEnd, TracePlace, Tracing } from './tracing.js';

type Options = {
  /** Base address of the collector; spans go to `/v1/traces` below it. */
  endpoint: string;
  serviceName: string;
  isFromProxy: (request: IncomingMessage) => boolean;
  warn: (message: string) => void;
};

/** How long a group of spans is tried to be sent, repetitions included; also how long the end of the server waits. */
const exportTimeoutMs = 2_000;

/** `traceparent` of W3C Trace Context: version, trace, span, flags. */
const traceParent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Traces by OpenTelemetry, sent by OTLP over HTTP. Spans are gathered and sent in groups; when the collector is away
 * they are dropped, and requests do not wait for it. Nothing is registered globally.
 */
export class OtlpTracing implements Tracing {
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;
  private readonly contexts = new AsyncLocalStorage<Context>();

  constructor(private readonly options: Options) {
    const url = `${options.endpoint.replace(/\/+$/, '')}/v1/traces`;
    const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs });
    this.provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': options.serviceName }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    this.tracer = this.provider.getTracer('carillon');
    reportFaults(options.warn);
  }

  within<Result>(name: string, work: () => Result): Result {
    const context = this.context();
    return this.endWith(this.tracer.startSpan(name, {}, context), context, work);
  }

  withinAll<Result>(name: string, places: () => (TracePlace | undefined)[], work: () => Result): Result {
    const [first, ...others] = places().flatMap(spanContextsOf);
    const parent = first === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, first);
    const links = others.map((context): Link => ({ context }));
    const span = this.tracer.startSpan(name, { links }, parent);
    span.setAttribute('carillon.batch_size', others.length + 1);
    return this.endWith(span, parent, work);
  }

  begin(name: string, request: IncomingMessage): OpenSpan {
    const parent = this.parentOf(request);
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER }, parent);
    const context = trace.setSpan(parent, span);
    return {
      traceId: span.spanContext().traceId,
      run: (work) => this.contexts.run(context, work),
      end: (end) => {
        endSpan(span, end);
      },
    };
  }

  here(): TracePlace | undefined {
    const spanContext = trace.getSpanContext(this.context());
    return spanContext && { spanContext };
  }

  /** Also where the collector is away: what could not be sent is lost then. */
  async stop(): Promise<void> {
    try {
      await this.provider.shutdown();
    } catch (error) {
      this.options.warn(error instanceof Error ? error.message : 'The last spans could not be sent.');
    }
  }

  private context(): Context {
    return this.contexts.getStore() ?? ROOT_CONTEXT;
  }

  private endWith<Result>(span: Span, parent: Context, work: () => Result): Result {
    try {
      const result = this.contexts.run(trace.setSpan(parent, span), work);
      // What awaits the one sees the same as who awaits the other.
      if (result instanceof Promise) return endLater(span, result) as Result;
      span.end();
      return result;
    } catch (error) {
      endSpan(span, endOf(error));
      throw error;
    }
  }

  private parentOf(request: IncomingMessage): Context {
    const given = request.headers['traceparent'];
    const [, traceId, spanId, flags] = traceParent.exec(typeof given === 'string' ? given : '') ?? [];
    if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
    if (!this.options.isFromProxy(request)) return ROOT_CONTEXT;
    const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  }
}

async function endLater<Value>(span: Span, result: Promise<Value>): Promise<Value> {
  try {
    const value = await result;
    span.end();
    return value;
  } catch (error) {
    endSpan(span, endOf(error));
    throw error;
  }
}

function endSpan(span: Span, { name, isFault, facts }: SpanEnd): void {
  if (name !== undefined) span.updateName(name);
  span.setAttributes(facts);
  if (isFault) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Only the code: the words of an error can hold what somebody wrote. */
function endOf(error: unknown): SpanEnd {
  const { code, status } = asRefusal(error);
  return { isFault: status >= 500, facts: { 'carillon.code': code } };
}

function spanContextsOf(place: TracePlace | undefined): SpanContext[] {
  // Only `here` makes places.
  return place === undefined ? [] : [place.spanContext as SpanContext];
}

/** What OpenTelemetry complains of, such as a collector that is away. There is one place for it in a process. */
function reportFaults(warn: (message: string) => void): void {
  const say: DiagLogFunction = (message) => {
    warn(message);
  };
  const silent: DiagLogFunction = () => undefined;
  const logger = { error: say, warn: say, info: silent, debug: silent, verbose: silent };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
