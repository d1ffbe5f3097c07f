const units = ['bytes', 'kB', 'MB', 'GB'];

/** A size as people read it: `3 bytes`, `1.4 MB`. 1 kB is 1024 bytes, as the limits count. */
export function fileSize(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[step] ?? ''}`;
}
