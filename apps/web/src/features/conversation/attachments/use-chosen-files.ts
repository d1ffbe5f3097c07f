import type { RoomId } from '@carillon/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOnConnected } from '../../../shared/realtime/realtime-context';
import {
  chooseFiles,
  chosenFilesQuery,
  clearFiles,
  dropFile,
  retryFile,
  uploadAllWaiting,
} from './chosen-files';

/** The files beside the text that is being written in one room, and what can be done with them. */
export function useChosenFiles(roomId: RoomId) {
  const queryClient = useQueryClient();
  const { data: files } = useQuery(chosenFilesQuery(roomId));
  useOnConnected(() => {
    uploadAllWaiting(queryClient);
  });
  const actions = useMemo(
    () => ({
      choose: (given: readonly File[]) => {
        chooseFiles(queryClient, roomId, given);
      },
      drop: (key: string) => {
        dropFile(queryClient, roomId, key);
      },
      retry: (key: string) => {
        retryFile(queryClient, roomId, key);
      },
      clear: () => {
        clearFiles(queryClient, roomId);
      },
    }),
    [queryClient, roomId],
  );
  return { files, ...actions };
}

export type ChosenFiles = ReturnType<typeof useChosenFiles>;
