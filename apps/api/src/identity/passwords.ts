import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Cost of one hash: 19 MiB, two passes, one lane. Source: OWASP password storage cheat sheet, argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id hashes of passwords. */
@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), cost);
  }

  /** Takes the same time whether or not there is such an account, so that the answer does not tell. */
  async isRight(password: string, storedHash: string | undefined): Promise<boolean> {
    this.decoy ??= this.hash('no account has this password');
    const matches = await verify(storedHash ?? (await this.decoy), password.normalize('NFKC'));
    return matches && storedHash !== undefined;
  }
}
