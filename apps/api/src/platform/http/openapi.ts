import {
  attachmentField,
  endpoints,
  errors,
  problem,
  type Endpoint,
  type ErrorCode,
} from '@carillon/contracts';
import { z } from 'zod';
import { groupBy } from '../group-by.js';

type JsonSchema = Record<string, unknown>;
type Components = Record<string, JsonSchema>;

const description = `The API that people script against. Sign in with a cookie, or send a personal access token as
\`Authorization: Bearer <token>\`. Every refusal is \`application/problem+json\` with a stable \`code\`.
Posting to incoming webhooks is a contract of its own: \`POST /incomingwebhooks/<uuid>?token=<token>\`.`;

const accessWords: Record<Endpoint['access'], string> = {
  anyone: 'Anyone.',
  'signed-in': 'Anyone signed in.',
  owner: 'The owner of the server.',
  member: 'Members of the room; for others the room does not exist.',
  administrator: 'Administrators of the room; for outsiders the room does not exist.',
};

/** A file as a part of a form, as `curl -F file=@name` and browsers send it. */
const fileForm: JsonSchema = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      properties: { [attachmentField]: { type: 'string', contentMediaType: 'application/octet-stream' } },
      required: [attachmentField],
    },
  },
};
const anyBytes: JsonSchema = { '*/*': { schema: {} } };

/** The OpenAPI 3.1 description of the API, made from the very schemas that validate. */
export function openApiDocument(publicUrl: string): JsonSchema {
  const components: Components = {};
  const paths: Record<string, JsonSchema> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint, components) };
  }
  schemaOf(problem, 'output', components);
  return {
    openapi: '3.1.0',
    info: { title: 'Carillon', version: '1', description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'carillon_session' },
        accessToken: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(name: string, endpoint: Endpoint, components: Components): JsonSchema {
  const body = schemaOf(endpoint.body, 'input', components);
  return {
    operationId: name,
    summary: endpoint.summary,
    description: `Who may: ${accessWords[endpoint.access]}`,
    tags: [endpoint.tag],
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }, { accessToken: [] }],
    parameters: [
      ...parametersOf(endpoint.params, 'path', components),
      ...parametersOf(endpoint.query, 'query', components),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    ...(endpoint.carries === 'file-in' && { requestBody: { required: true, content: fileForm } }),
    responses: { [endpoint.status]: success(endpoint, components), ...refusals(endpoint) },
  };
}

function success(endpoint: Endpoint, components: Components): JsonSchema {
  if (endpoint.carries === 'file-out') return { description: 'The bytes', content: anyBytes };
  const schema = schemaOf(endpoint.answer, 'output', components);
  return { description: 'Done', ...(schema && { content: { 'application/json': { schema } } }) };
}

/** One answer per status, naming the codes it can carry. */
function refusals(endpoint: Endpoint): JsonSchema {
  const signIn: ErrorCode[] = endpoint.access === 'anyone' ? [] : ['NOT_SIGNED_IN'];
  const codes: ErrorCode[] = ['VALIDATION_FAILED', ...signIn, ...endpoint.errors, 'SERVICE_UNAVAILABLE'];
  const byStatus = groupBy(codes, (code) => errors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${errors[code].sentence}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query', components: Components): JsonSchema[] {
  const object = schemaOf(schema, 'input', components) as
    { properties?: Record<string, JsonSchema>; required?: string[] } | undefined;
  return Object.entries(object?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object?.required ?? []).includes(name),
    schema: property,
    ...(typeof property['description'] === 'string' && { description: property['description'] }),
  }));
}

/** The JSON Schema of a part, its named schemas moved to the components; undefined for "nothing". */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema | undefined {
  if (schema instanceof z.ZodUndefined) return undefined;
  const {
    $schema: _dialect,
    $defs,
    ...root
  } = z.toJSONSchema(schema, { io }) as JsonSchema & { $defs?: Components };
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] = relocated(definition);
  return relocated(root);
}

/** A schema whose references point at the components. Formats say more to a reader than the patterns behind them. */
function relocated(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'pattern' ? undefined : value));
  return JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')) as JsonSchema;
}
