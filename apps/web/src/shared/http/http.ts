import { createHttpClient } from '@carillon/client';

/** The way to our server: same origin, session cookie. */
export const http = createHttpClient();
