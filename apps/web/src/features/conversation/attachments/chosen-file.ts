import { errorSentence, limits, type AttachmentView } from '@carillon/contracts';

/** How a file stands that the reader chose and has not sent. */
export type ChosenState =
  /** Waits for its turn or for a connection. */
  | { state: 'waiting' }
  | { state: 'uploading'; share: number }
  | { state: 'uploaded'; view: AttachmentView }
  /** Stays until the reader tries again, where that may help, or takes it away. */
  | { state: 'failed'; reason: string; canRetry: boolean };

export type ChosenFile = {
  key: string;
  name: string;
  sizeBytes: number;
  /** Undefined for one that comes back from a message that was refused: it is uploaded already. */
  file: File | undefined;
  /** A picture of it that the page made; to be given back when the file goes. */
  previewUrl: string | undefined;
} & ChosenState;

/** Uploads of one room at once. */
const maxAtOnce = 3;

const previewed = /^image\/(png|jpeg|gif|webp|avif)$/;

/** Whether the browser can be asked for a picture of it. */
export function isPreviewed({ type, size }: File): boolean {
  return previewed.test(type) && size > 0;
}

/** Why a file is not even tried; null if it is. */
export function fileProblem({ size }: { size: number }): string | null {
  const { maxBytes } = limits.attachments;
  if (size === 0) return errorSentence('ATTACHMENT_EMPTY');
  if (size > maxBytes) return errorSentence('ATTACHMENT_TOO_LARGE', { maxMegabytes: maxBytes / 1024 ** 2 });
  return null;
}

/** The file whose turn it is, if there is one. */
export function nextToUpload(files: readonly ChosenFile[]): ChosenFile | undefined {
  const underWay = files.filter(({ state }) => state === 'uploading').length;
  return underWay < maxAtOnce ? files.find(({ state }) => state === 'waiting') : undefined;
}

export function withState(files: readonly ChosenFile[], key: string, state: ChosenState): ChosenFile[] {
  return files.map((file) => {
    if (file.key !== key) return file;
    const { name, sizeBytes, file: bytes, previewUrl } = file;
    return { key, name, sizeBytes, file: bytes, previewUrl, ...state };
  });
}

/** What can be sent of them; null as long as one of them stands in the way. */
export function uploadedFiles(files: readonly ChosenFile[]): AttachmentView[] | null {
  const views = files.flatMap((file) => (file.state === 'uploaded' ? [file.view] : []));
  return views.length === files.length ? views : null;
}
