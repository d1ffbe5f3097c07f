import { endpoints, errors, isErrorCode, type Endpoint } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.js';

type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
};

// As a reader receives it: through JSON.
const document = JSON.parse(JSON.stringify(openApiDocument('https://chat.example.com'))) as Document;
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

/** Every `$ref` anywhere in it. */
function references(json: unknown): unknown[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries<unknown>({ ...json }).flatMap(([key, value]) =>
    key === '$ref' ? [value] : references(value),
  );
}

describe('the API description', () => {
  it('is OpenAPI 3.1 with a title, a version, and only keys that OpenAPI knows at its top', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Carillon', version: expect.any(String) as string });
    expect(Object.keys(document).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'servers']);
  });

  it('describes every endpoint of the contract under its name, and no other', () => {
    const described = operations.map(({ path, method, operation }) => [operation.operationId, method, path]);
    const promised = Object.entries<Endpoint>(endpoints).map(([name, { method, path }]) => [
      name,
      method.toLowerCase(),
      path.replace(/:(\w+)/g, '{$1}'),
    ]);
    expect(described.sort()).toEqual(promised.sort());
  });

  it.each(operations)('$operation.operationId is an operation as OpenAPI wants it', ({ path, operation }) => {
    expect(operation.summary).not.toBe('');
    expect(operation.tags).toHaveLength(1);
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(inPath.map(({ name }) => name)).toEqual(places);
    for (const parameter of operation.parameters) {
      expect(parameter.schema).toBeTypeOf('object');
      if (parameter.in === 'path') expect(parameter.required).toBe(true);
    }
    for (const scheme of operation.security.flatMap((requirement) => Object.keys(requirement)))
      expect(document.components.securitySchemes).toHaveProperty(scheme);
    for (const [status, answer] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^[245]\d\d$/);
      expect(answer.description).not.toBe('');
    }
  });

  it('holds only references that lead somewhere, and no schema that nothing refers to', () => {
    const referred = new Set(references(document));
    const named = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...referred].sort()).toEqual(named.sort());
  });

  it('names for each endpoint the codes of its refusals, each under its own status', () => {
    for (const { operation } of operations)
      for (const [status, answer] of Object.entries(operation.responses)) {
        if (status.startsWith('2')) continue;
        const codes = [...answer.description.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code ?? '');
        expect(codes.length).toBeGreaterThan(0);
        for (const code of codes) {
          if (!isErrorCode(code)) throw new Error(`${code} is no code of the contract.`);
          expect(errors[code].status).toBe(Number(status));
        }
        expect(answer.content?.['application/problem+json']?.schema).toEqual({
          $ref: '#/components/schemas/Problem',
        });
      }
  });

  it('asks for a session everywhere but where anyone may call', () => {
    for (const { operation } of operations) {
      // Every operation is named after its endpoint, as the spec above holds.
      const { access }: Endpoint = endpoints[operation.operationId as keyof typeof endpoints];
      expect(operation.security).toHaveLength(access === 'anyone' ? 0 : 2);
    }
  });
});
