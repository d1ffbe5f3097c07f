import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { endpoints, limits, type AttachmentView, type MessageView, type RoomId } from '@carillon/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aForm, aPng, anUpload } from '../../test/factories/files.js';
import { aPerson, aScript, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { RawHttp, requestBytes } from '../../test/support/raw-http.js';
import { connect } from '../../test/support/socket.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import type { Caller } from '../../test/support/caller.js';

const clock = new HeldClock();
let server: RestartableServer;
let scene: Scene;
/** What the server does each minute; housekeeping is among it. */
let everyMinute: (() => void)[];
beforeAll(async () => {
  const intervals = vi.spyOn(globalThis, 'setInterval');
  server = await startRestartableServer({ clock });
  everyMinute = intervals.mock.calls.flatMap(([tick, ms]) => (ms === 60_000 ? [tick] : []));
  intervals.mockRestore();
  scene = await aScene(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { administrator, member } = scene;
  scene = { ...scene, room: await aRoom(administrator) };
  await addMember(administrator, scene.room.id, member);
});

/** For what happens a moment later. */
const patience = { timeout: 10_000 };

const roomId = () => scene.room.id;
const upload = (name = 'notes.txt', bytes: Uint8Array | string = 'Some notes.', by: Caller = scene.member) =>
  anUpload(by, roomId(), { name, bytes });
const tryUpload = (form: FormData, by: Caller = scene.member) =>
  by.try(endpoints.uploadAttachment, { params: { roomId: roomId() }, body: form } as never);
const send = (files: AttachmentView[], { content = '', token = undefined as string | undefined } = {}) =>
  scene.member.call(endpoints.postMessage, {
    params: { roomId: roomId() },
    body: { content, attachmentIds: files.map(({ id }) => id), ...(token && { clientRequestToken: token }) },
  });
const sendRefused = (ids: string[], content = '', by: Caller = scene.member) =>
  by.refusal(endpoints.postMessage, {
    params: { roomId: roomId() },
    body: { content, attachmentIds: ids },
  });
const pathOf = ({ id }: AttachmentView, room: RoomId = roomId()) => `/api/v1/rooms/${room}/attachments/${id}`;
const read = (file: AttachmentView, headers: Record<string, string> = {}, by: Person = scene.member) =>
  fetch(server.url + pathOf(file), { headers: { cookie: by.cookie, ...headers } });
const history = async () =>
  (await scene.administrator.call(endpoints.listMessages, { params: { roomId: roomId() } })).items;

/** Everything that lies in the folder of attachments. */
async function storedFiles(): Promise<string[]> {
  const folder = join(server.shared.dataFolder, 'attachments');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
const filesOf = async ({ id }: AttachmentView) =>
  (await storedFiles()).filter((name) => name.startsWith(id)).sort();
const housekeep = () => {
  for (const tick of everyMinute) tick();
};

describe('uploading', () => {
  it('answers what the file is, and reads back the same bytes under the same name', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
    const file = await upload('Übersicht (1).bin', bytes);
    expect(file).toEqual({
      id: expect.any(String) as string,
      name: 'Übersicht (1).bin',
      sizeBytes: 70_000,
      mediaType: 'application/octet-stream',
      width: null,
      height: null,
      hasThumbnail: false,
    });
    const answer = await read(file);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '70000',
      'content-disposition': `attachment; filename="_bersicht (1).bin"; filename*=UTF-8''%C3%9Cbersicht%20%281%29.bin`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${file.id}"`,
    });
  });

  it('takes 52,428,800 bytes, and refuses one more with 413; nothing of it is kept', async () => {
    const most = Buffer.alloc(limits.attachments.maxBytes, 7);
    const file = await upload('large.bin', most);
    expect(file.sizeBytes).toBe(52_428_800);
    const before = await storedFiles();
    const answer = await tryUpload(aForm('larger.bin', Buffer.concat([most, Buffer.from('x')])));
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'ATTACHMENT_TOO_LARGE', detail: 'A file can be 50 MB large.' },
    });
    expect(await storedFiles()).toEqual(before);
    await scene.member.call(endpoints.discardAttachment, {
      params: { roomId: roomId(), attachmentId: file.id },
    });
  });

  it.each([
    ['a form without a file', () => new FormData(), 'ATTACHMENT_MISSING'],
    ['a field of another name', () => aForm('notes.txt', 'Notes', 'files[]'), 'ATTACHMENT_MISSING'],
    ['an empty file', () => aForm('empty.txt', ''), 'ATTACHMENT_EMPTY'],
    ['JSON', () => ({ file: 'notes' }), 'ATTACHMENT_MISSING'],
  ])('refuses %s with 400', async (_words, body, code) => {
    const before = await storedFiles();
    expect(await tryUpload(body() as FormData)).toMatchObject({ status: 400, body: { code } });
    expect(await storedFiles()).toEqual(before);
  });

  it.each([
    ['text/plain', 'hello'],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', 'no parts'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    ],
    ['multipart/mixed; boundary=x', '--x--'],
  ])('refuses a body of type %s that is no whole form with 400', async (type, body) => {
    const before = await storedFiles();
    const { cookie } = scene.member;
    const answer = await fetch(`${server.url}/api/v1/rooms/${roomId()}/attachments`, {
      method: 'POST',
      headers: { cookie, 'content-type': type },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await storedFiles()).toEqual(before);
  });

  it('is the only place where a form is taken', async () => {
    const answer = await scene.member.try(endpoints.postMessage, {
      params: { roomId: roomId() },
      body: aForm('notes.txt', 'Notes'),
    } as never);
    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it('takes the first file of a form and leaves out what else is in it', async () => {
    const form = new FormData();
    form.append('comment', 'first');
    form.append('file', new Blob(['one']), 'one.txt');
    form.append('file', new Blob(['two']), 'two.txt');
    const answer = await tryUpload(form);
    expect(answer).toMatchObject({ status: 201, body: { name: 'one.txt', sizeBytes: 3 } });
  });

  it('works for a script with an access token', async () => {
    const script = await aScript(server, scene.member);
    expect(await upload('report.csv', 'a,b', script)).toMatchObject({ name: 'report.csv' });
  });

  it('refuses the 51st file that waits to be sent with 409, until one is removed', async () => {
    const person = await aPerson(server, 'Hoarder');
    await addMember(scene.administrator, roomId(), person);
    const files = [];
    for (let count = 0; count < limits.attachments.maxUnsentPerAccount; count += 1)
      files.push(await upload(`${count}.txt`, 'x', person));
    expect(await tryUpload(aForm('more.txt', 'x'), person)).toMatchObject({
      status: 409,
      body: { code: 'UNSENT_LIMIT_REACHED' },
    });
    await person.call(endpoints.discardAttachment, {
      params: { roomId: roomId(), attachmentId: files[0]?.id ?? '' },
    });
    expect(await upload('more.txt', 'x', person)).toMatchObject({ name: 'more.txt' });
  });

  it('refuses a seventh upload at once with 429', async () => {
    const uploads = Array.from({ length: 8 }, (_, index) => tryUpload(aForm(`${index}.bin`, aBigFile)));
    const statuses = (await Promise.all(uploads)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(6);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1);
  });
});

const aBigFile = Buffer.alloc(5_000_000, 1);

describe('images', () => {
  const imageOf = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#3b82f6' } });
  const thumbnailOf = async (file: AttachmentView) => {
    const { cookie } = scene.member;
    return fetch(`${server.url}${pathOf(file)}/thumbnail`, { headers: { cookie } });
  };

  it.each([
    ['image/png', () => imageOf(1600, 900).png()],
    ['image/jpeg', () => imageOf(1600, 900).jpeg()],
    ['image/webp', () => imageOf(1600, 900).webp()],
    ['image/gif', () => imageOf(1600, 900).gif()],
    ['image/avif', () => imageOf(1600, 900).avif({ effort: 0 })],
  ])('of type %s have their size told, are shown inline, and have a thumbnail', async (mediaType, make) => {
    const file = await upload('picture', await make().toBuffer());
    expect(file).toMatchObject({ mediaType, width: 1600, height: 900, hasThumbnail: true });
    const answer = await read(file);
    expect(answer.headers.get('content-type')).toBe(mediaType);
    expect(answer.headers.get('content-disposition')).toMatch(/^inline;/);
    const thumbnail = await thumbnailOf(file);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    const { width, height } = await sharp(await thumbnail.arrayBuffer()).metadata();
    expect([width, height]).toEqual([720, 405]);
  });

  it('are measured upright, and their thumbnails hold nothing of where they were taken', async () => {
    const exif = { IFD0: { Artist: 'A secret name' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
    const photo = await imageOf(400, 200).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    const file = await upload('photo.jpg', photo);
    expect(file).toMatchObject({ width: 200, height: 400 });
    const thumbnail = Buffer.from(await (await thumbnailOf(file)).arrayBuffer());
    expect(thumbnail.includes('secret')).toBe(false);
    expect((await sharp(thumbnail).metadata()).exif).toBeUndefined();
  });

  it('that move keep their first frame as thumbnail', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((color) => imageOf(20, 20).tint(color).png().toBuffer()),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const file = await upload('moving.gif', gif);
    expect(file).toMatchObject({ mediaType: 'image/gif', width: 20, height: 20, hasThumbnail: true });
    expect((await sharp(await (await thumbnailOf(file)).arrayBuffer()).metadata()).pages ?? 1).toBe(1);
  });

  it.each([
    ['one that claims 100,000 x 100,000 pixels', 'bomb.png', () => aPng(100_000, 100_000, 10)],
    ['one of 50,010,000 pixels', 'bomb.png', () => aPng(10_002, 5_000)],
    ['one that ends early', 'cut.png', () => aPng(200, 200).subarray(0, 60)],
    ['HTML', 'page.png', () => '<!doctype html><script>alert(1)</script>'],
    [
      'SVG with a script',
      'logo.svg',
      () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    [
      'XML',
      'logo.png',
      () => '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ],
    ['a script that begins like a GIF', 'both.gif', () => 'GIF89a=1;alert(document.domain)//'],
    [
      'a page that begins like a JPEG',
      'both.jpg',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('<script>alert(1)</script>')]),
    ],
    ['a PDF', 'paper.pdf', () => '%PDF-1.7\n1 0 obj'],
  ])('that are none are only offered for saving: %s', async (_words, name, make) => {
    const file = await upload(name, make());
    expect(file).toMatchObject({ name, width: null, hasThumbnail: false });
    const answer = await read(file);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    await answer.arrayBuffer();
    expect((await thumbnailOf(file)).status).toBe(404);
  });
});

describe('reading', () => {
  it('answers parts of a file, as players ask for them', async () => {
    const file = await upload('digits.txt', '0123456789');
    const part = await read(file, { range: 'bytes=2-4' });
    expect([part.status, await part.text()]).toEqual([206, '234']);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    const last = await read(file, { range: 'bytes=-3' });
    expect([last.status, await last.text()]).toEqual([206, '789']);
    const beyond = await read(file, { range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    const changed = await read(file, { range: 'bytes=2-4', 'if-range': '"another"' });
    expect([changed.status, await changed.text()]).toEqual([200, '0123456789']);
  });

  it('answers 304 to whoever has the file, and HEAD without a byte', async () => {
    const file = await upload('digits.txt', '0123456789');
    expect((await read(file, { 'if-none-match': `"${file.id}"` })).status).toBe(304);
    const head = await fetch(server.url + pathOf(file), {
      method: 'HEAD',
      headers: { cookie: scene.member.cookie },
    });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  });

  it('is for members of the room only, and before it is sent for nobody but who uploaded it', async () => {
    const file = await upload();
    const statusFor = async (person: Person) => (await read(file, {}, person)).status;
    expect([await statusFor(scene.member), await statusFor(scene.administrator)]).toEqual([200, 404]);
    await send([file]);
    expect([await statusFor(scene.administrator), await statusFor(scene.outsider)]).toEqual([200, 404]);
    await scene.administrator.call(endpoints.removeMember, {
      params: { roomId: roomId(), userId: scene.member.account.userId },
    });
    expect(await statusFor(scene.member)).toBe(404);
  });

  it('does not find a file by the address of another room', async () => {
    const file = await upload();
    await send([file]);
    const other = await aRoom(scene.member, 'Other');
    const answer = await fetch(server.url + pathOf(file, other.id), {
      headers: { cookie: scene.member.cookie },
    });
    expect(answer.status).toBe(404);
  });
});

describe('a message with files', () => {
  it('is told live and in the history with its files in their order, also without text', async () => {
    const [one, two] = [await upload('one.txt'), await upload('two.png', aPng(30, 20))];
    const inbox = await connect(server, { cookie: scene.administrator.cookie });
    const message = await send([two, one]);
    expect(message).toMatchObject({ content: '', attachments: [two, one] });
    const event = await inbox.next('message:created', ({ id }) => id === message.id);
    inbox.close();
    expect(event.attachments).toEqual([two, one]);
    expect((await history())[0]).toMatchObject({ id: message.id, attachments: [two, one] });
  });

  it('is refused without text and files, with eleven files, and with a file that is not one’s own', async () => {
    expect(await sendRefused([], '  ')).toMatchObject({ status: 400, code: 'MESSAGE_BLANK' });
    const eleven = Array.from({ length: 11 }, () => randomUUID());
    expect(await sendRefused(eleven)).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    const file = await upload();
    const refused = await sendRefused([file.id], 'mine', scene.administrator);
    expect(refused).toMatchObject({ status: 404, code: 'ATTACHMENT_NOT_FOUND' });
    expect(await sendRefused([file.id, randomUUID()])).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' });
    expect(await history()).toEqual([]);
    expect((await send([file])).attachments).toEqual([file]);
  });

  it('leaves its files free where it is refused, so that they can be sent with another text', async () => {
    const file = await upload();
    const tooLong = 'x'.repeat(limits.messages.maxContentBytes + 1);
    expect(await sendRefused([file.id], tooLong)).toMatchObject({ code: 'MESSAGE_TOO_LONG' });
    expect((await send([file], { content: 'shorter' })).attachments).toEqual([file]);
  });

  it('is stored once where its request is repeated, one after the other and 10 at once', async () => {
    const [file, token] = [await upload(), randomUUID()];
    const first = await send([file], { token });
    expect(await send([file], { token })).toMatchObject({ id: first.id, attachments: [file] });
    const [other, otherToken] = [await upload(), randomUUID()];
    const many = await Promise.all(Array.from({ length: 10 }, () => send([other], { token: otherToken })));
    expect(new Set(many.map(({ id }) => id)).size).toBe(1);
    for (const message of many) expect(message.attachments).toEqual([other]);
    expect(await history()).toHaveLength(2);
  });

  it('never shares a file with another message: of 10 at once one is stored, the others get 409', async () => {
    const file = await upload();
    const params = { roomId: roomId() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        scene.member.try(endpoints.postMessage, {
          params,
          body: { content: `${index}`, attachmentIds: [file.id] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    expect((await history()).map(({ attachments }) => attachments)).toEqual([[file]]);
    expect(await sendRefused([file.id], 'again')).toMatchObject({ status: 409, code: 'ATTACHMENT_SENT' });
  });

  it('takes over what an attempt that died had bound, with more and with fewer files', async () => {
    const [kept, dropped, added] = [await upload(), await upload(), await upload()];
    const promised = randomUUID();
    const bind = 'update attachments set message_id = $1, reserved_at = now() where id = any($2::uuid[])';
    await server.rows(bind, [promised, [kept.id, dropped.id]]);
    const message = await send([added, kept], { content: 'again' });
    expect(message).toMatchObject({ id: promised, attachments: [added, kept] });
    expect((await history())[0]?.attachments).toEqual([added, kept]);
    expect((await send([dropped])).attachments).toEqual([dropped]);
  });

  it('whose earlier attempt is stored late keeps its files, and the new attempt is told so', async () => {
    const file = await upload();
    const promised = randomUUID();
    await server.rows('update attachments set message_id = $1 where id = $2', [promised, file.id]);
    const insert = `insert into messages (room_id, seq, id, user_id, content, format, created_at)
      values ($1, 900, $2, $3, 'late', 'markdown', now())`;
    const values = [roomId(), promised, scene.member.account.userId];
    // The late commit holds the id; the new attempt waits for it and is answered once it ends.
    const release = await server.hold(insert, values);
    const attempt = scene.member.try(endpoints.postMessage, {
      params: { roomId: roomId() },
      body: { content: 'edited', attachmentIds: [file.id] },
    });
    await vi.waitFor(async () => {
      const waiting = await server.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    }, patience);
    await release({ commits: true });
    expect(await attempt).toMatchObject({ status: 409, body: { code: 'ATTACHMENT_SENT' } });
    expect((await history()).map(({ content, attachments }) => [content, attachments])).toEqual([
      ['late', [file]],
    ]);
  });

  it('can be edited to no text at all, since its files stay', async () => {
    const file = await upload();
    const message = await send([file], { content: 'text' });
    const params = { roomId: roomId(), messageId: message.id };
    const edited = await scene.member.call(endpoints.editMessage, { params, body: { content: '' } });
    expect(edited).toMatchObject({ content: '', attachments: [file] });
  });
});

describe('files go', () => {
  const gone = (file: AttachmentView) =>
    vi.waitFor(async () => {
      expect(await filesOf(file)).toEqual([]);
    }, patience);
  const aPicture = (name = 'grey.png') => upload(name, aPng(40, 40));

  it('with what is taken back before it is sent', async () => {
    const file = await aPicture();
    expect(await filesOf(file)).toEqual([file.id, `${file.id}-thumbnail`]);
    const params = { roomId: roomId(), attachmentId: file.id };
    await scene.member.call(endpoints.discardAttachment, { params });
    expect((await read(file)).status).toBe(404);
    housekeep();
    await gone(file);
  });

  it('not by taking back what is sent, or what someone else uploaded', async () => {
    const [sent, mine] = [await aPicture(), await aPicture()];
    await send([sent]);
    const params = { roomId: roomId() };
    const discard = (by: Person, { id }: AttachmentView) =>
      by.refusal(endpoints.discardAttachment, { params: { ...params, attachmentId: id } });
    expect(await discard(scene.member, sent)).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' });
    expect(await discard(scene.administrator, mine)).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' });
  });

  it('with their message', async () => {
    const file = await aPicture();
    const message: MessageView = await send([file], { content: 'oops' });
    await scene.member.call(endpoints.deleteMessage, { params: { roomId: roomId(), messageId: message.id } });
    expect((await read(file)).status).toBe(404);
    expect((await history())[0]?.attachments).toEqual([]);
    housekeep();
    await gone(file);
  });

  it('with their room, sent and unsent', async () => {
    const [sent, unsent] = [await aPicture(), await aPicture()];
    await send([sent]);
    await scene.administrator.call(endpoints.deleteRoom, { params: { roomId: roomId() } });
    housekeep();
    await gone(sent);
    await gone(unsent);
  });

  it('with their account', async () => {
    const person = await aPerson(server, 'Leaver');
    await addMember(scene.administrator, roomId(), person);
    const file = await upload('grey.png', aPng(40, 40), person);
    await server.rows('delete from users where id = $1', [person.account.userId]);
    housekeep();
    await gone(file);
  });

  it('after 24 hours where they were not sent, and not before; those sent stay, noted or not', async () => {
    const [sent, unnoted, unsent, dead] = [
      await aPicture(),
      await aPicture(),
      await aPicture(),
      await aPicture(),
    ];
    await send([sent]);
    await send([unnoted]);
    await server.rows('update attachments set sent_at = null where id = $1', [unnoted.id]);
    await server.rows('update attachments set message_id = $2, reserved_at = $3 where id = $1', [
      dead.id,
      randomUUID(),
      clock.now(),
    ]);
    clock.advance(limits.attachments.unsentLifetimeMs - 1_000);
    housekeep();
    expect((await read(unsent)).status).toBe(200);
    clock.advance(2_000);
    housekeep();
    await gone(unsent);
    await gone(dead);
    for (const file of [sent, unnoted])
      expect(await filesOf(file)).toEqual([file.id, `${file.id}-thumbnail`]);
  });

  it('leave nothing behind where an upload is cut off', async () => {
    const before = await storedFiles();
    const connection = await RawHttp.open(server.port);
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n';
    connection.send(
      requestBytes({
        target: `/api/v1/rooms/${roomId()}/attachments`,
        headers: {
          Cookie: scene.member.cookie,
          'Content-Type': 'multipart/form-data; boundary=x',
          'Content-Length': '10000000',
        },
        body: Buffer.concat([Buffer.from(part), Buffer.alloc(2_000_000, 1)]),
      }),
    );
    await vi.waitFor(async () => {
      expect(await storedFiles()).toHaveLength(before.length + 1);
    }, patience);
    connection.close();
    await vi.waitFor(async () => {
      expect(await storedFiles()).toEqual(before);
    }, patience);
  });

  it('leave no notes of removals behind, since nothing is to be removed', async () => {
    housekeep();
    await vi.waitFor(async () => {
      expect(await server.rows('select 1 from attachment_removals')).toEqual([]);
    }, patience);
  });
});
