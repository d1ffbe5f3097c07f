import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { isDatabaseOutage } from './outage.js';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('an error that means the database is away', () => {
  it.each([
    ['nobody listens', withCode('ECONNREFUSED')],
    ['connection cut', withCode('ECONNRESET')],
    ['socket of a database that is not running', Object.assign(withCode('ENOENT'), { syscall: 'connect' })],
    ['connection failure', withCode('08006')],
    ['too many connections', withCode('53300')],
    ['disk full', withCode('53100')],
    ['shutting down', withCode('57P01')],
    ['starting up', withCode('57P03')],
    ['statement took too long', withCode('57014')],
    ['lock took too long', withCode('55P03')],
    ['no free connection', new Error('timeout exceeded when trying to connect')],
    ['connection ended', new Error('Connection terminated unexpectedly')],
    ['no answer', new Error('Query read timeout')],
    ['broken client', new Error('Client has encountered a connection error and is not queryable')],
    ['closed client', new Error('Client was closed and is not queryable')],
    ['wrapped by the mapper', new QueryFailedError('select 1', [], withCode('57P01'))],
    ['as a cause', new Error('outer', { cause: withCode('ECONNREFUSED') })],
    [
      'all addresses of a host',
      Object.assign(new AggregateError([withCode('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
    ],
  ])('is found: %s', (_case, error) => {
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it.each([
    ['a duplicate', withCode('23505')],
    ['a syntax error', withCode('42601')],
    ['a value out of range', withCode('22003')],
    ['a deadlock', withCode('40P01')],
    ['a missing file', Object.assign(withCode('ENOENT'), { syscall: 'open' })],
    ['a plain fault', new TypeError('x is undefined')],
    ['a code that looks like a class', withCode('53')],
    ['no error at all', 'Connection terminated'],
    ['nothing', undefined],
  ])('is not seen in %s', (_case, error) => {
    expect(isDatabaseOutage(error)).toBe(false);
  });

  it('ends its search in an error that is its own cause', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(isDatabaseOutage(error)).toBe(false);
  });
});
