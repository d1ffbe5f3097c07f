import { limits, type AttachmentId, type AttachmentView } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { fileProblem, nextToUpload, uploadedFiles, withState, type ChosenFile } from './chosen-file';
import { fileSize } from './file-size';
import { pictureBox } from './picture-size';

const view: AttachmentView = {
  // A plain string gets the brand that a schema would give.
  id: 'file' as AttachmentId,
  name: 'a.txt',
  sizeBytes: 1,
  mediaType: 'application/octet-stream',
  width: null,
  height: null,
  hasThumbnail: false,
};
const waiting = (key: string): ChosenFile => ({
  key,
  name: 'a.txt',
  sizeBytes: 1,
  file: undefined,
  previewUrl: undefined,
  state: 'waiting',
});

describe('chosen files', () => {
  it('are tried up to 50 MB, and not empty or one byte larger', () => {
    expect(fileProblem({ size: limits.attachments.maxBytes })).toBeNull();
    expect(fileProblem({ size: limits.attachments.maxBytes + 1 })).toBe('A file can be 50 MB large.');
    expect(fileProblem({ size: 0 })).toBe('This file is empty.');
  });

  it('are uploaded three at once, in the order they were chosen', () => {
    let files = ['1', '2', '3', '4'].map(waiting);
    for (const key of ['1', '2', '3']) {
      expect(nextToUpload(files)?.key).toBe(key);
      files = withState(files, key, { state: 'uploading', share: 0 });
    }
    expect(nextToUpload(files)).toBeUndefined();
    files = withState(files, '2', { state: 'uploaded', view });
    expect(nextToUpload(files)?.key).toBe('4');
  });

  it('can be sent once all of them are uploaded', () => {
    const uploaded = withState([waiting('1')], '1', { state: 'uploaded', view });
    expect(uploadedFiles(uploaded)).toEqual([view]);
    expect(uploadedFiles([...uploaded, waiting('2')])).toBeNull();
    expect(uploadedFiles([])).toEqual([]);
  });
});

describe('the size of a file', () => {
  it.each([
    [3, '3 bytes'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [1_468_006, '1.4 MB'],
    [52_428_800, '50 MB'],
  ])('of %i bytes reads %s', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });
});

describe('the box of a picture', () => {
  it.each([
    [3000, 1500, { width: 360, height: 180 }],
    [1000, 4000, { width: 70, height: 280 }],
    [100, 80, { width: 100, height: 80 }],
    [10_000, 100, { width: 360, height: 48 }],
    [1, 1, { width: 48, height: 48 }],
  ])('of %i x %i pixels is known before it loads', (width, height, box) => {
    expect(pictureBox(width, height)).toEqual(box);
  });
});
