import {
  errors,
  errorSentence,
  type ErrorCode,
  type ErrorValues,
  type FieldProblem,
} from '@carillon/contracts';

type Details = {
  /** Values for the places of the code's sentence. */
  values?: ErrorValues;
  fields?: FieldProblem[];
  /** When trying again makes sense. Unit: seconds. Becomes `Retry-After`. */
  retryAfterSeconds?: number;
  /** Further headers of an HTTP answer. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
};

/** A refusal by one of our rules. The filters turn it into an answer; the message is safe to show. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly status: number;
  readonly fields: FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    details: Details = {},
  ) {
    super(errorSentence(code, details.values), { cause: details.cause });
    this.status = errors[code].status;
    this.fields = details.fields;
    const retry = details.retryAfterSeconds;
    this.headers = { ...(retry === undefined ? {} : { 'Retry-After': String(retry) }), ...details.headers };
  }
}
