import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from '../scenario.js';

const block = Buffer.alloc(65_536, 1);

/** A file system of its own that can be filled to the last byte. */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly unmount: () => void,
  ) {}

  /** @throws CannotRun where this user may not mount one */
  static mount(mebibytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'carillon-small-disk-'));
    const { status, stderr, error } = spawnSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder],
      { encoding: 'utf8' },
    );
    if (status !== 0) {
      rmdirSync(folder);
      const reason = (error?.message ?? stderr).trim();
      throw new CannotRun(`a small file system cannot be mounted here, which takes root (${reason})`);
    }
    const unmount = () => {
      process.off('exit', unmount);
      spawnSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    };
    process.once('exit', unmount);
    return new SmallDisk(folder, unmount);
  }

  fill(): void {
    const file = openSync(this.ballast, 'w');
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.ballast, { force: true });
  }

  remove(): void {
    this.unmount();
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
