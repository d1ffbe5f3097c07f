import { errors, errorSentence, isErrorCode, type ErrorCode, type FieldProblem } from '@carillon/contracts';

/** The server answered with a refusal. `message` is the sentence to show. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  /** Fields that did not pass, for forms. Empty unless `code` is `VALIDATION_FAILED`. */
  readonly fields: readonly FieldProblem[];
  /** How long the server asks to wait. Unit: milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(refusal: {
    status: number;
    code: ErrorCode;
    detail: string;
    fields?: readonly FieldProblem[];
    retryAfterMs?: number | null;
  }) {
    super(refusal.detail);
    this.status = refusal.status;
    this.code = refusal.code;
    this.detail = refusal.detail;
    this.fields = refusal.fields ?? [];
    this.retryAfterMs = refusal.retryAfterMs ?? null;
  }

  /** A refusal by code alone, as a socket acknowledgement carries it. */
  static of(code: ErrorCode, detail: string = errorSentence(code)): ApiError {
    return new ApiError({ status: errors[code].status, code, detail });
  }
}

/** No answer arrived: the server is unreachable, or the connection broke on the way. Whether it acted is unknown. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  constructor(options?: ErrorOptions) {
    super('The server cannot be reached. Check the connection and try again.', options);
  }
}

/** Reads the refusal out of an answer that is not 2xx. */
export async function readRefusal(response: Response): Promise<ApiError> {
  const body = problemOf(await response.text());
  const retryAfterMs = retryAfter(response.headers.get('retry-after'));
  if (body) return new ApiError({ status: response.status, retryAfterMs, ...body });
  // Not one of our bodies: something between us and the server answered, such as a proxy whose upstream is gone.
  const code = response.status >= 502 && response.status <= 504 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL';
  return new ApiError({ status: response.status, code, detail: errorSentence(code), retryAfterMs });
}

type ReadProblem = { code: ErrorCode; detail: string; fields: readonly FieldProblem[] };

function problemOf(text: string): ReadProblem | null {
  const body = parseObject(text);
  if (!body || typeof body['code'] !== 'string' || !isErrorCode(body['code'])) return null;
  const detail = typeof body['detail'] === 'string' ? body['detail'] : errorSentence(body['code']);
  const fields = Array.isArray(body['fields']) ? body['fields'].filter(isFieldProblem) : [];
  return { code: body['code'], detail, fields };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null; // Not JSON: the caller falls back to what the status says.
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isObject(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';
}

/** Only the form in seconds: it is the one our server sends. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) * 1000 : null;
}
