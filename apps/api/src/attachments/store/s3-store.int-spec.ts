import { endpoints } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aForm, aPng, anUpload } from '../../../test/factories/files.js';
import { aScene, type Scene } from '../../../test/factories/rooms.js';
import { s3Keys, startS3Server, type S3Server } from '../../../test/support/s3-server.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

let s3: S3Server;
let server: TestServer;
let scene: Scene;
const environmentOf = (secretAccessKey: string) => ({
  ATTACHMENTS_S3_BUCKET: 'carillon',
  ATTACHMENTS_S3_ENDPOINT: s3.url,
  ATTACHMENTS_S3_REGION: 'eu-central-1',
  ATTACHMENTS_S3_ACCESS_KEY_ID: s3Keys.accessKeyId,
  ATTACHMENTS_S3_SECRET_ACCESS_KEY: secretAccessKey,
});
beforeAll(async () => {
  s3 = await startS3Server();
  server = await startTestServer({ environment: environmentOf(s3Keys.secretAccessKey) });
  scene = await aScene(server);
});
afterAll(async () => {
  await server.stop();
  await s3.stop();
});
afterEach(() => {
  s3.failWith(undefined);
});

const tryUpload = (roomId = scene.room.id) =>
  scene.member.try(endpoints.uploadAttachment, {
    params: { roomId },
    body: aForm('notes.txt', 'Some notes.'),
  } as never);
const read = (path: string, headers: Record<string, string> = {}, on = server) =>
  fetch(`${on.url}/api/v1/rooms/${scene.room.id}/attachments/${path}`, {
    headers: { cookie: scene.member.cookie, ...headers },
  });

describe('files in an object storage', () => {
  it('are stored in signed requests under their ids, and read back whole, in part and as thumbnails', async () => {
    const bytes = aPng(300, 200);
    const { id } = await anUpload(scene.member, scene.room.id, { name: 'grey.png', bytes });
    const keys = [`/carillon/attachments/${id}`, `/carillon/attachments/${id}-thumbnail`];
    expect([...s3.objects.keys()].filter((key) => key.includes(id)).sort()).toEqual(keys);
    expect(s3.objects.get(keys[0] ?? '')?.equals(bytes)).toBe(true);
    expect(Buffer.from(await (await read(id)).arrayBuffer()).equals(bytes)).toBe(true);
    const part = await read(id, { range: 'bytes=1-3' });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    expect((await read(`${id}/thumbnail`)).status).toBe(200);
  });

  it('are read by another process, from which nothing is on disk', async () => {
    const { id } = await anUpload(scene.member, scene.room.id);
    const environment = environmentOf(s3Keys.secretAccessKey);
    const second = await startTestServer({ besides: server, environment });
    try {
      expect(await (await read(id, {}, second)).text()).toBe('Some notes.');
    } finally {
      await second.stop();
    }
  });

  it('are refused with 503 while the storage fails, and nothing is entered', async () => {
    s3.failWith(503);
    expect(await tryUpload()).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } });
    s3.failWith(undefined);
    expect(await tryUpload()).toMatchObject({ status: 201 });
  });

  it('that the storage has lost are not there', async () => {
    const { id } = await anUpload(scene.member, scene.room.id);
    s3.objects.delete(`/carillon/attachments/${id}`);
    expect((await read(id)).status).toBe(404);
  });

  it('are refused with 503 where the keys are wrong', async () => {
    const wrong = await startTestServer({ besides: server, environment: environmentOf('another key') });
    try {
      const answer = await fetch(`${wrong.url}/api/v1/rooms/${scene.room.id}/attachments`, {
        method: 'POST',
        headers: { cookie: scene.member.cookie },
        body: aForm('notes.txt', 'Some notes.'),
      });
      expect(answer.status).toBe(503);
    } finally {
      await wrong.stop();
    }
  });
});
