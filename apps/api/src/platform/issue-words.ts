import type { z } from 'zod';

/**
 * What is wrong with a value, as a continuation of its name: `body.name is missing`. Schemas word their own rules;
 * this words what they leave to the library, whose sentences are for programmers. For the `error` option of `parse`.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? 'of another kind'}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `must be at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'written in another way'}`;
    case 'invalid_union':
      return 'has none of the forms that are accepted here';
    default:
      return 'is not valid';
  }
}

const kinds: Partial<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const formats: Partial<Record<string, string>> = {
  guid: 'a UUID',
  uuid: 'a UUID',
  email: 'an e-mail address',
  url: 'an address',
};

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters long' : '';
}
