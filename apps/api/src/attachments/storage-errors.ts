import { DomainError } from '../platform/errors/domain-error.js';

const fullDisk = new Set(['ENOSPC', 'EDQUOT']);
const retryAfterSeconds = 5;

/** The refusal that a failure of the disk or of the object storage amounts to. */
export function storageRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (fullDisk.has(code)) return new DomainError('STORAGE_FULL', { cause: error });
  return new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds, cause: error });
}
