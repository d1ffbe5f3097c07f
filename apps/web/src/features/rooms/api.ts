import { changeRoom, collectPages, createRoom, deleteRoom, listRooms } from '@carillon/client';
import {
  limits,
  type CreateRoomRequest,
  type RoomChange,
  type RoomId,
  type RoomView,
} from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { patchable, patchQuery } from '../../shared/http/patched-query';

/** All rooms of the reader, sorted by name so that each keeps its place. */
export const roomsQuery = queryOptions({
  queryKey: ['rooms'],
  queryFn: patchable(async ({ signal }) =>
    sortRooms(await collectPages((page) => listRooms(http, page, signal), limits.pages.maxSize)),
  ),
});

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function sortRooms(rooms: readonly RoomView[]): RoomView[] {
  return rooms.toSorted(
    (one, other) => collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1),
  );
}

function patchRooms(queryClient: QueryClient, patch: (rooms: RoomView[]) => RoomView[]): void {
  patchQuery(queryClient, roomsQuery.queryKey, patch);
}

/** Puts a room into the list, in place of what was known of it. */
export function putRoom(queryClient: QueryClient, room: RoomView): void {
  patchRooms(queryClient, (rooms) => sortRooms([...rooms.filter(({ id }) => id !== room.id), room]));
}

/** Changes one room of the list; nothing if it is not there. */
export function patchRoom(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (room: RoomView) => RoomView,
): void {
  patchRooms(queryClient, (rooms) =>
    sortRooms(rooms.map((room) => (room.id === roomId ? patch(room) : room))),
  );
}

/** Takes a room out of the list. */
export function dropRoom(queryClient: QueryClient, roomId: RoomId): void {
  patchRooms(queryClient, (rooms) => rooms.filter(({ id }) => id !== roomId));
}

export function useCreateRoom() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateRoomRequest) => createRoom(http, body),
    onSuccess: (room) => {
      putRoom(queryClient, room);
    },
  });
}

export function useChangeRoom(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: RoomChange) => changeRoom(http, roomId, change),
    onSuccess: ({ name, invitePolicy }) => {
      patchRoom(queryClient, roomId, (room) => ({ ...room, name, invitePolicy }));
    },
  });
}

export function useDeleteRoom(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => deleteRoom(http, roomId),
    onSuccess: () => {
      dropRoom(queryClient, roomId);
    },
  });
}
