import { createCipheriv, createECDH, hkdfSync, type ECDH } from 'node:crypto';

/** What a browser gave with its subscription. */
export type Recipient = { publicKey: Buffer; auth: Buffer };

/** One record holds everything; the number is customary. Unit: bytes. */
const recordSize = 4096;
/** Behind the text: this is the last record. */
const lastRecord = Buffer.from([2]);

/**
 * Encrypts for one browser, so that its push service cannot read it: RFC 8291, the content encoding `aes128gcm`.
 * Key and salt are new for each message; a test gives those of the RFC.
 */
export function encryptPush(
  text: Buffer,
  { publicKey, auth }: Recipient,
  sender: ECDH,
  salt: Buffer,
): Buffer {
  const ours = sender.getPublicKey();
  const shared = sender.computeSecret(publicKey);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, ours]);
  const secret = derive(shared, auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([
    cipher.update(Buffer.concat([text, lastRecord])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(recordSize);
  header.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, header, ours, sealed]);
}

/** A key for one message. */
export function newSender(): ECDH {
  const sender = createECDH('prime256v1');
  sender.generateKeys();
  return sender;
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
