import { ApiError, ConnectionError } from '@carillon/client';
import { describe, expect, it } from 'vitest';
import { formErrors } from './form-errors';

const form = { email: { label: 'E-mail', codes: ['EMAIL_TAKEN'] }, name: { label: 'Name' } } as const;

describe('the errors of a form', () => {
  it('are none before anything failed', () => {
    expect(formErrors(null, form)).toEqual({ fields: {} });
  });

  it('stand beside each field that the server names', () => {
    const fields = [
      { path: 'body.name', message: 'must not be empty' },
      { path: 'body.email', message: 'must be an e-mail address' },
    ];
    const error = new ApiError({ status: 400, code: 'VALIDATION_FAILED', detail: 'Some of it.', fields });
    expect(formErrors(error, form)).toEqual({
      fields: { name: 'Name must not be empty.', email: 'E-mail must be an e-mail address.' },
    });
  });

  it('stand beside the field that a refusal is about', () => {
    const error = ApiError.of('EMAIL_TAKEN');
    expect(formErrors(error, form)).toEqual({ fields: { email: error.detail } });
  });

  it('are one sentence where no field is to blame', () => {
    expect(formErrors(ApiError.of('SERVICE_UNAVAILABLE'), form).sentence).toMatch(/unavailable/);
    expect(formErrors(new ConnectionError(), form).sentence).toMatch(/cannot be reached/);
  });
});
