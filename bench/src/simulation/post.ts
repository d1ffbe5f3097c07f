export type Post = {
  readonly room: number;
  /** When it came to the server. Unit: simulated milliseconds. */
  readonly arrivedAt: number;
  /** Region of its sender. */
  readonly region: number;
  /** Its sender is told. */
  readonly settle: (isStored: boolean) => void;
};
