import swagger, { type StaticDocumentSpec } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi.js';

/**
 * The one style sheet that the page's own code inserts, by the hash of its text: it is known to be just that text, and
 * any other inline style stays forbidden. A journey fails when a new version of the page inserts another.
 */
const insertedStyle = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';
/** The page for people brings its own icons as data and loads nothing from elsewhere. */
const pagePolicy = `default-src 'self'; img-src 'self' data:; style-src 'self' '${insertedStyle}'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** Serves the description of the API: for programs at `/api/openapi.json`, for people at `/api/docs`. */
export async function serveApiDocs(fastify: FastifyInstance, publicUrl: string): Promise<void> {
  const document = openApiDocument(publicUrl);
  // The document is the contract's own; the plugin only hands it to the page for people.
  const specification = {
    // The plugin's types end at OpenAPI 3.0; it passes a 3.1 document on unread.
    document: document as unknown as StaticDocumentSpec['document'],
  };
  await fastify.register(swagger, { mode: 'static', specification });
  fastify.get('/api/openapi.json', () => document);
  await fastify.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'list', defaultModelsExpandDepth: 0, tryItOutEnabled: false },
    staticCSP: pagePolicy,
  });
}
