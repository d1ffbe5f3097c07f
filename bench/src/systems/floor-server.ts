// The least that does the job, as one would write it in an afternoon: a POST arrives, is stored durably by one INSERT,
// and goes to every reader. No accounts, no rooms, no checks; every cost above this is the product's.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { WebSocket, WebSocketServer } from 'ws';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query(
  'create table if not exists messages (id uuid primary key, content text not null, created_at timestamptz not null)',
);

const server = createServer((request, answer) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    store(Buffer.concat(chunks).toString()).then(
      (id) => {
        answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
      },
      (error: unknown) => {
        console.error(error);
        answer.writeHead(500).end();
      },
    );
  });
});
const readers = new WebSocketServer({ server, perMessageDeflate: false });

async function store(body: string): Promise<string> {
  const { content } = JSON.parse(body) as { content: string };
  const message = { id: randomUUID(), content, createdAt: new Date() };
  await pool.query({
    name: 'store',
    text: 'insert into messages (id, content, created_at) values ($1, $2, $3)',
    values: [message.id, message.content, message.createdAt],
  });
  const text = JSON.stringify(message);
  for (const reader of readers.clients) if (reader.readyState === WebSocket.OPEN) reader.send(text);
  return message.id;
}

server.listen(0, '127.0.0.1', () => {
  console.log(`Floor is ready on ${(server.address() as AddressInfo).port}.`);
});
process.on('SIGTERM', () => process.exit(0));
