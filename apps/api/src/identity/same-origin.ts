import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser's request comes from our own pages. Browsers name the page's origin in `Origin` whenever that
 * matters; scripts send none and carry no cookie of ours that a foreign page could ride on.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin } = headers;
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
