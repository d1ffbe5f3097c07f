import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * What browsers may do with our pages: only our own scripts and styles, nothing inline, no framing, and no script made
 * from a string (`trusted-types`, with two exceptions). Images may come from elsewhere, since a reader can choose to load one that a
 * message links to. HTTPS is enforced only where the server is reached by it.
 */
export async function sendSecurityHeaders(fastify: FastifyInstance, isSecure: boolean): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        mediaSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // One reads pasted tables; what it reads goes into a document of its own. One installs the service worker.
        trustedTypes: ['inert-paste', 'service-worker'],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: isSecure ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('permissions-policy', unusedFeatures);
    // What the API answers is one person's; a shared computer must not be able to show it again.
    if (request.url.startsWith('/api/v1/')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/** Abilities of browsers that neither the page nor anything it shows has a use for. */
const unusedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((name) => `${name}=()`)
  .join(', ');
