const uniqueViolation = '23505';

/** Whether a statement failed because this unique index holds such a row already. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  if (!(error instanceof Error)) return false;
  const details = error as Error & { code?: unknown; constraint?: unknown };
  return details.code === uniqueViolation && details.constraint === index;
}
