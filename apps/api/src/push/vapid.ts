import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Settings } from '../platform/env.js';
import { Secrets } from '../platform/secrets.js';

/** Push services accept a day; half of it allows for clocks. Unit: milliseconds. */
const lifetimeMs = 12 * 60 * 60 * 1000;
const keyBytes = 32;

/**
 * By what push services know this server (RFC 8292). The key is made of the server's secret key, so it is there from
 * the first run on, is in its backup, and is the same for all processes.
 */
@Injectable()
export class Vapid {
  /** Base64url of the uncompressed point; browsers subscribe with it. */
  readonly publicKey: string;
  private readonly key: KeyObject;
  /** Whom the operator of a push service may write to. */
  private readonly subject: string;

  constructor(
    secrets: Secrets,
    private readonly clock: Clock,
    { publicUrl, isSecure }: Settings,
  ) {
    const pair = pairOf(secrets);
    const point = pair.getPublicKey();
    const coordinate = (start: number) => point.subarray(start, start + keyBytes).toString('base64url');
    this.publicKey = point.toString('base64url');
    this.key = createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        d: pair.getPrivateKey().toString('base64url'),
        x: coordinate(1),
        y: coordinate(1 + keyBytes),
      },
    });
    this.subject = isSecure ? publicUrl : 'mailto:push@localhost';
  }

  /** The value of `Authorization` for requests to a push service. */
  authorization(endpoint: string): string {
    const expires = Math.floor((this.clock.now().getTime() + lifetimeMs) / 1000);
    const claims = { aud: new URL(endpoint).origin, exp: expires, sub: this.subject };
    const unsigned = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(unsigned), { key: this.key, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${unsigned}.${signature.toString('base64url')}, k=${this.publicKey}`;
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Nearly every number of 32 bytes is a private key; if one is not, the next is taken. */
function pairOf(secrets: Secrets) {
  for (let number = 0; ; number += 1) {
    const pair = createECDH('prime256v1');
    const seed = secrets.derive(`vapid ${String(number)}`, keyBytes);
    if (isPrivateKey(seed)) {
      pair.setPrivateKey(seed);
      return pair;
    }
  }
}

/** From 1 up to, without, the order of the curve. */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

function isPrivateKey(seed: Buffer): boolean {
  const number = BigInt(`0x${seed.toString('hex')}`);
  return number > 0n && number < order;
}
