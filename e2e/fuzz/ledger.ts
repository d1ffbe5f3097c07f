import { errors, isErrorCode, type MessageView } from '@carillon/contracts';
import type { Exchange, FuzzAnswer } from './sender.js';
import type { FuzzRequest } from './requests.js';

/** Keeps what the server promised, compares it with what it may promise, and in the end with what it stored. */
export class Ledger {
  /** What was answered 200, with the texts that it can be. */
  private readonly accepted = new Map<string, readonly string[]>();
  /** Texts whose senders did not see an answer: each may be stored. */
  private readonly unheard = new Set<string>();
  /** What went against the contract, in words, with the request that shows it. */
  readonly faults: string[] = [];
  readonly statuses = new Map<number, number>();

  /** Answers belong to requests by their place in the order. */
  note({ requests, answers, hasLeft }: Exchange): void {
    for (const [index, request] of requests.entries()) {
      const answer = answers[index];
      if (answer) this.noteAnswer(request, answer);
      else {
        for (const content of request.contents) this.unheard.add(content);
        const wasCut = answers.slice(0, index).some(({ isLast }) => isLast);
        if (request.isWhole && !hasLeft && !wasCut) this.fault('no answer', request);
      }
    }
    // What lies behind a length that lies is another request to the server.
    const last = requests.at(-1);
    for (const answer of answers.slice(requests.length))
      if (last) this.noteAnswer({ ...last, status: null }, answer);
  }

  private noteAnswer(request: FuzzRequest, answer: FuzzAnswer): void {
    const { status, body } = answer;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (!(status >= 200 && status < 500)) this.fault(`answered ${status} ${body}`, request);
    if (request.status !== null && status !== request.status)
      this.fault(`answered ${status} instead of ${request.status} ${body}`, request);
    if (!request.isOurs || request.method === 'HEAD') return;
    const parsed = asObject(body);
    if (status === 200) this.noteAccepted(request, parsed);
    else if (
      typeof parsed['Code'] !== 'string' ||
      !isErrorCode(parsed['Code']) ||
      errors[parsed['Code']].status !== status
    )
      this.fault(`a refusal of no known form: ${status} ${body}`, request);
  }

  private noteAccepted(request: FuzzRequest, { MessageId: id }: Record<string, unknown>): void {
    if (typeof id !== 'string' || this.accepted.has(id))
      this.fault(`a MessageId that is none: ${String(id)}`, request);
    else if (request.contents.length === 0) this.fault('accepted what the contract refuses', request);
    else this.accepted.set(id, request.contents);
  }

  /** Compares with everything that was stored. */
  compare(stored: readonly MessageView[]): void {
    const ids = new Set<string>(stored.map(({ id }) => id));
    for (const { id, content } of stored) {
      const isExpected = this.accepted.get(id)?.includes(content) ?? this.unheard.has(content);
      if (!isExpected) this.faults.push(`stored, but not sent so: ${JSON.stringify(content)}`);
    }
    for (const id of this.accepted.keys())
      if (!ids.has(id)) this.faults.push(`answered 200, but not stored: ${id}`);
  }

  private fault(words: string, { bytes }: FuzzRequest): void {
    this.faults.push(`${words}: ${JSON.stringify(bytes.toString('latin1').slice(0, 2_000))}`);
  }
}

function asObject(body: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    // What is no JSON has no code, and that is the fault that is noted.
    return {};
  }
}
