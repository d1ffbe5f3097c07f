import { endpoints, type Endpoint, type FieldProblem } from '@carillon/contracts';
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { issueWords } from '../issue-words.js';

const endpointKey = 'carillon:endpoint';

/** Makes a controller's method the handler of an endpoint of the contract: its path, its method, its status. */
export function Handles(endpoint: Endpoint): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: endpoint.path, method: RequestMethod[endpoint.method] }),
    HttpCode(endpoint.status),
    SetMetadata(endpointKey, endpoint),
  );
}

/** The endpoint that a method handles; undefined for what is not part of the API, such as health checks. */
export function endpointOf(context: ExecutionContext): Endpoint | undefined {
  // Only `Handles` writes under this key.
  return Reflect.getMetadata(endpointKey, context.getHandler()) as Endpoint | undefined;
}

/** What a handler of this endpoint receives: parsed parameters, query and body. */
export type InputOf<E extends Endpoint> = {
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
};

/** The validated input of the request, by the schemas of the endpoint the method handles. */
export const Input = createParamDecorator((_unused: unknown, context: ExecutionContext) => {
  const endpoint = endpointOf(context);
  if (endpoint === undefined) throw new Error('@Input() needs a method with @Handles().');
  return parseInput(endpoint, context.switchToHttp().getRequest<FastifyRequest>());
});

function parseInput(endpoint: Endpoint, request: Pick<FastifyRequest, 'params' | 'query' | 'body'>) {
  const problems: FieldProblem[] = [];
  const parsePart = (part: 'params' | 'query' | 'body') => {
    const schema = endpoint[part];
    if (schema === endpoints.signOut[part]) return undefined;
    const parsed = schema.safeParse(request[part], { error: issueWords });
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map((issue) => problemOf(part, issue)));
    return undefined;
  };
  const input = { params: parsePart('params'), query: parsePart('query'), body: parsePart('body') };
  if (problems.length > 0) throw invalid(problems);
  return input;
}

function problemOf(part: string, issue: z.core.$ZodIssue): FieldProblem {
  return { path: [part, ...issue.path].join('.'), message: issue.message };
}

/** A path parameter that is no id at all names nothing: the caller learns no more than for an unknown id. */
function invalid(fields: FieldProblem[]): DomainError {
  if (fields.some((field) => field.path.startsWith('params.'))) return new DomainError('NOT_FOUND');
  const problems = fields.map((field) => `${field.path} ${field.message}`).join('; ');
  return new DomainError('VALIDATION_FAILED', { values: { problems }, fields });
}
