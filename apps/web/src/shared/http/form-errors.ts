import { ApiError } from '@carillon/client';
import type { ErrorCode } from '@carillon/contracts';

/** A field of a form: its label, and the refusals that are about it. */
export type FormField = { label: string; codes?: readonly ErrorCode[] };

/** What a form shows of a failure: beside the fields it is about, and in one sentence otherwise. */
export type FormErrors<Name extends string> = { fields: Partial<Record<Name, string>>; sentence?: string };

/** Sorts the failure of a request to the fields of the form that sent it. Keys are the names in the request's body. */
export function formErrors<Name extends string>(
  error: Error | null,
  form: Readonly<Record<Name, FormField>>,
): FormErrors<Name> {
  if (!error) return { fields: {} };
  const fields: Partial<Record<Name, string>> = error instanceof ApiError ? fieldsOf(error, form) : {};
  return Object.keys(fields).length > 0 ? { fields } : { fields, sentence: error.message };
}

function fieldsOf<Name extends string>(
  error: ApiError,
  form: Readonly<Record<Name, FormField>>,
): Partial<Record<Name, string>> {
  const fields: Partial<Record<Name, string>> = {};
  // Object.keys answers strings; the keys of this record are its names.
  for (const name of Object.keys(form) as Name[]) {
    const { label, codes = [] } = form[name];
    const problem = error.fields.find(({ path }) => path === name || path === `body.${name}`);
    if (problem) fields[name] = `${label} ${problem.message}.`;
    else if (codes.includes(error.code)) fields[name] = error.detail;
  }
  return fields;
}
