// Apart from the schemas, so that the page needs none of them to send and show files.

/** The name of the form's field that holds the file. */
export const attachmentField = 'file';

/** What browsers may show in a page of ours. Everything else is only ever saved to disk. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
]);

/** How a file of this type can be shown; null where it is only offered for saving. */
export function shownAs(mediaType: string): 'image' | 'video' | 'audio' | null {
  if (!shownTypes.has(mediaType)) return null;
  // The part before the slash of each of them is one of the three.
  return mediaType.slice(0, mediaType.indexOf('/')) as 'image' | 'video' | 'audio';
}
