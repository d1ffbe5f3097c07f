/**
 * The part of the Compose specification (compose-spec.io) that docker-compose.yml uses. Anything else in
 * the file is refused: a mistyped key would otherwise pass, and Compose itself is not always at hand.
 */
const text = { type: 'string', minLength: 1 };
const names = { type: 'array', items: text, uniqueItems: true };
const duration = { type: 'string', pattern: '^(\\d+(\\.\\d+)?(us|ms|s|m|h))+$' };
const size = { type: 'string', pattern: '^\\d+(b|k|m|g|kb|mb|gb)$' };
const named = (value: object) => ({
  type: 'object',
  patternProperties: { '^[a-zA-Z0-9._-]+$': value },
  additionalProperties: false,
});
const exactly = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const healthcheck = exactly(
  {
    test: { type: 'array', items: [{ enum: ['CMD', 'CMD-SHELL'] }], additionalItems: text, minItems: 2 },
    interval: duration,
    timeout: duration,
    start_period: duration,
    retries: { type: 'integer', minimum: 1 },
  },
  ['test'],
);

const limits = exactly(
  {
    cpus: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
    memory: { type: 'string', pattern: '^\\d+[KMG]$' },
  },
  ['cpus', 'memory'],
);

const service = exactly({
  image: { type: 'string', pattern: '^[a-z0-9][a-z0-9./_-]*(:[\\w][\\w.-]*)?$' },
  build: text,
  user: text,
  command: { type: 'array', items: { type: 'string' } },
  restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
  stop_grace_period: duration,
  depends_on: named(
    exactly(
      { condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] } },
      ['condition'],
    ),
  ),
  ports: {
    type: 'array',
    items: { type: 'string', pattern: '^(\\d+:)?\\d+(/(tcp|udp))?$' },
    uniqueItems: true,
  },
  environment: {
    type: 'object',
    patternProperties: { '^[A-Z][A-Z0-9_]*$': { type: 'string' } },
    additionalProperties: false,
  },
  volumes: {
    type: 'array',
    items: { type: 'string', pattern: '^[^:]+:/[^:]*(:ro|:rw)?$' },
    uniqueItems: true,
  },
  networks: names,
  secrets: names,
  healthcheck,
  init: { type: 'boolean' },
  read_only: { type: 'boolean' },
  tmpfs: names,
  cap_drop: names,
  cap_add: names,
  security_opt: names,
  shm_size: size,
  deploy: exactly({ resources: exactly({ limits }, ['limits']) }, ['resources']),
});

export const composeSchema = exactly(
  {
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    services: named(service),
    networks: named({ anyOf: [{ type: 'null' }, exactly({ internal: { type: 'boolean' } })] }),
    volumes: named({ type: 'null' }),
    secrets: named(exactly({ file: text }, ['file'])),
  },
  ['services'],
);

/** What the schema has proven, as far as the spec reads it. */
export type ComposeFile = {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
  secrets: Record<string, { file: string }>;
};

export type ComposeService = {
  image: string;
  build?: string;
  user?: string;
  restart?: string;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  networks?: string[];
  secrets?: string[];
  healthcheck?: object;
  cap_drop?: string[];
  security_opt?: string[];
  deploy?: { resources: { limits: { cpus: string; memory: string } } };
};
