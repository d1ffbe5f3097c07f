import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Where the build of `apps/web` puts the client. */
const builtClient = join(dirname(fileURLToPath(import.meta.url)), '../../../../web/dist');
/** Files whose names hold a hash of their content never change. */
const assetsFolder = `${sep}assets${sep}`;
/** Paths that are the server's: an unknown one below them is an error, never the page of the client. */
const serverPaths = /^\/(api|incomingwebhooks|socket\.io|health|metrics|assets)(\/|$|\?)/;

/**
 * Serves the web client: its files, and its page for every other address, so that links to rooms open and reload.
 * Without a built client the server is an API alone.
 */
export async function serveWebClient(fastify: FastifyInstance, root = builtClient): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      const caching = path.includes(assetsFolder) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('Cache-Control', caching);
    },
  });
  fastify.get('/*', (request, reply) => {
    if (serverPaths.test(request.url)) throw new NotFoundException();
    return reply.sendFile('index.html');
  });
}
