import { discardAttachment, ConnectionError } from '@carillon/client';
import { limits, type AttachmentView, type RoomId } from '@carillon/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { http } from '../../../shared/http/http';
import { showToast } from '../../../shared/ui/toasts';
import { newRequestToken } from '../request-token';
import {
  fileProblem,
  isPreviewed,
  nextToUpload,
  withState,
  type ChosenFile,
  type ChosenState,
} from './chosen-file';
import { uploadFile } from './upload';

/** The files of a room that wait to be sent. They stay, and go on uploading, while other rooms are read. */
export function chosenFilesQuery(roomId: RoomId) {
  return queryOptions<readonly ChosenFile[]>({
    queryKey: ['chosen-files', roomId],
    // Nobody else knows them: asking again answers what is here.
    queryFn: ({ client, queryKey }) => client.getQueryData<readonly ChosenFile[]>(queryKey) ?? [],
    initialData: [],
    gcTime: Infinity,
  });
}

/** What stops the uploads that are under way, by the keys of their files. */
const stops = new Map<string, AbortController>();

function patch(
  queryClient: QueryClient,
  roomId: RoomId,
  change: (files: readonly ChosenFile[]) => readonly ChosenFile[],
): void {
  queryClient.setQueryData(chosenFilesQuery(roomId).queryKey, (files = []) => change(files));
}

function read(queryClient: QueryClient, roomId: RoomId): readonly ChosenFile[] {
  return queryClient.getQueryData(chosenFilesQuery(roomId).queryKey) ?? [];
}

/** Takes files the reader chose, as many as a message can have, and uploads them. */
export function chooseFiles(queryClient: QueryClient, roomId: RoomId, given: readonly File[]): void {
  const room = limits.attachments.maxPerMessage - read(queryClient, roomId).length;
  if (given.length > room)
    showToast(
      `A message can have ${String(limits.attachments.maxPerMessage)} files. The others were left out.`,
    );
  patch(queryClient, roomId, (files) => [...files, ...given.slice(0, Math.max(0, room)).map(chosen)]);
  uploadWaiting(queryClient, roomId);
}

/** Puts the files of a message that was refused back beside its text. */
export function chooseUploaded(
  queryClient: QueryClient,
  roomId: RoomId,
  views: readonly AttachmentView[],
): void {
  const back = views.map((view): ChosenFile => {
    const { id: key, name, sizeBytes } = view;
    return { key, name, sizeBytes, file: undefined, previewUrl: undefined, state: 'uploaded', view };
  });
  patch(queryClient, roomId, (files) => [...files, ...back]);
}

/** Takes a file away: stops its upload, or takes it back from the server. */
export function dropFile(queryClient: QueryClient, roomId: RoomId, key: string): void {
  const file = read(queryClient, roomId).find((one) => one.key === key);
  stops.get(key)?.abort();
  patch(queryClient, roomId, (files) => files.filter((one) => one.key !== key));
  if (file === undefined) return;
  forgetPreview(file);
  if (file.state === 'uploaded') takeBack(roomId, [file.view]);
  uploadWaiting(queryClient, roomId);
}

export function retryFile(queryClient: QueryClient, roomId: RoomId, key: string): void {
  patch(queryClient, roomId, (files) => withState(files, key, { state: 'waiting' }));
  uploadWaiting(queryClient, roomId);
}

/** The files have gone into a message, which knows them from now on. */
export function clearFiles(queryClient: QueryClient, roomId: RoomId): void {
  read(queryClient, roomId).forEach(forgetPreview);
  patch(queryClient, roomId, () => []);
}

/** Takes files back that nobody will send. If that fails, the server forgets them after a day by itself. */
export function takeBack(roomId: RoomId, views: readonly AttachmentView[]): void {
  for (const view of views)
    discardAttachment(http, roomId, view).catch((error: unknown) => {
      console.warn('A file could not be taken back; the server forgets it after a day.', error);
    });
}

/** Uploads what waits in every room, for when a connection is made. */
export function uploadAllWaiting(queryClient: QueryClient): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['chosen-files'] }))
    // The key is the name and a room's id: see `chosenFilesQuery`.
    uploadWaiting(queryClient, query.queryKey[1] as RoomId);
}

function chosen(file: File): ChosenFile {
  const problem = fileProblem(file);
  const state: ChosenState =
    problem === null ? { state: 'waiting' } : { state: 'failed', reason: problem, canRetry: false };
  const previewUrl = problem === null && isPreviewed(file) ? URL.createObjectURL(file) : undefined;
  return { key: newRequestToken(), name: file.name, sizeBytes: file.size, file, previewUrl, ...state };
}

function forgetPreview({ previewUrl }: ChosenFile): void {
  if (previewUrl !== undefined) URL.revokeObjectURL(previewUrl);
}

function uploadWaiting(queryClient: QueryClient, roomId: RoomId): void {
  for (;;) {
    const next = nextToUpload(read(queryClient, roomId));
    if (next?.file === undefined) return;
    void upload(queryClient, roomId, next.key, next.file);
  }
}

async function upload(queryClient: QueryClient, roomId: RoomId, key: string, file: File): Promise<void> {
  const stop = new AbortController();
  stops.set(key, stop);
  setState({ state: 'uploading', share: 0 });
  try {
    const onProgress = (share: number) => {
      setState({ state: 'uploading', share });
    };
    const view = await uploadFile(roomId, { file, onProgress, signal: stop.signal });
    setState({ state: 'uploaded', view });
  } catch (error) {
    if (stop.signal.aborted) return;
    if (!(error instanceof Error)) throw error;
    // A connection that comes back begins again by itself: see `uploadAllWaiting`.
    if (error instanceof ConnectionError) setState({ state: 'waiting' });
    else setState({ state: 'failed', reason: error.message, canRetry: true });
    if (error instanceof ConnectionError) return;
  } finally {
    stops.delete(key);
  }
  uploadWaiting(queryClient, roomId);

  function setState(state: ChosenState): void {
    if (!stop.signal.aborted) patch(queryClient, roomId, (files) => withState(files, key, state));
  }
}
