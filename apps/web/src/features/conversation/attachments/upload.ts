import { ConnectionError, readRefusal, uploadUrl } from '@carillon/client';
import { attachmentField, type AttachmentView, type RoomId } from '@carillon/contracts';

export type Upload = {
  file: File;
  /** From 0 to 1, as the bytes leave. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Uploads one file, once. `fetch` cannot tell how far it is, so this is the older way.
 * @throws ApiError for a refusal, ConnectionError where no answer came, and what aborted it
 */
export function uploadFile(roomId: RoomId, { file, onProgress, signal }: Upload): Promise<AttachmentView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => {
      request.abort();
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('load', () => {
      // Our own server answers 201 with what the contract types.
      if (request.status === 201) resolve(JSON.parse(request.responseText) as AttachmentView);
      else void readRefusal(asResponse(request)).then(reject);
    });
    request.addEventListener('error', () => {
      reject(new ConnectionError());
    });
    request.addEventListener('abort', () => {
      reject(new DOMException('The upload was cancelled.', 'AbortError'));
    });
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', abort);
    });
    signal.addEventListener('abort', abort);
    const form = new FormData();
    form.append(attachmentField, file);
    request.open('POST', uploadUrl(roomId));
    request.send(form);
  });
}

function asResponse(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader('retry-after');
  return new Response(request.responseText, {
    status: request.status,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  });
}
