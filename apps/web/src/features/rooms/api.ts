import {
  changeMySettings,
  changeRoom,
  collectPages,
  createRoom,
  deleteRoom,
  findPeople,
  listRooms,
  moveReadMarker,
  openConversation,
} from '@carillon/client';
import {
  limits,
  type CreateRoomRequest,
  type MySettingsChange,
  type RoomChange,
  type RoomId,
  type RoomView,
  type UserId,
} from '@carillon/contracts';
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { patchable, patchQuery } from '../../shared/http/patched-query';
import { showToast } from '../../shared/ui/toasts';
import { withReadMarker, withSettings } from './room-events';

/** All rooms of the reader, hidden ones too, sorted by name so that each keeps its place. */
export const roomsQuery = queryOptions({
  queryKey: ['rooms'],
  queryFn: patchable(async ({ signal }) =>
    sortRooms(await collectPages((page) => listRooms(http, page, signal), limits.rooms.maxPageSize)),
  ),
});

/** People of this server whose names begin like this. What was found before stays until the answer is there. */
export function peopleQuery(search: string) {
  return queryOptions({
    queryKey: ['people', search],
    queryFn: async ({ signal }) => (await findPeople(http, search, signal)).items,
    placeholderData: keepPreviousData,
    // Nobody tells of new people.
    staleTime: 30_000,
  });
}

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
  patchRooms(queryClient, (rooms) => {
    const place = rooms.findIndex(({ id }) => id === roomId);
    const room = rooms[place];
    if (!room) return rooms;
    const patched = patch(room);
    if (patched === room) return rooms;
    const all = rooms.with(place, patched);
    // Every message patches its room, and thousands of names are not compared for that.
    return patched.name === room.name ? all : sortRooms(all);
  });
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

/** Opens the conversation with these people, made if there is none yet. The caller goes to the room it answers. */
export function useOpenConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userIds: UserId[]) => openConversation(http, { userIds }),
    onSuccess: (room) => {
      putRoom(queryClient, room);
    },
  });
}

export function useChangeRoom(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: RoomChange) => changeRoom(http, roomId, change),
    onSuccess: ({ name, topic, invitePolicy }) => {
      patchRoom(queryClient, roomId, (room) => ({ ...room, name, topic, invitePolicy }));
    },
  });
}

type SettingsChange = { room: RoomView; change: MySettingsChange };

/** Keeps a room otherwise. Shown at once, and taken back with a word where the server refuses. */
export function useChangeMySettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ room, change }: SettingsChange) => changeMySettings(http, room.id, change),
    onMutate: ({ room: { id }, change: { isFavourite, isHidden, notificationLevel } }) => {
      patchRoom(queryClient, id, (room) => ({
        ...room,
        me: {
          ...room.me,
          isFavourite: isFavourite ?? room.me.isFavourite,
          isHidden: isHidden ?? room.me.isHidden,
          notificationLevel: {
            desktop: notificationLevel?.desktop ?? room.me.notificationLevel.desktop,
            phone: notificationLevel?.phone ?? room.me.notificationLevel.phone,
          },
        },
      }));
    },
    onSuccess: (settings, { room: { id } }) => {
      patchRoom(queryClient, id, (room) => withSettings(room, settings));
    },
    onError: (error, { room: before }) => {
      patchRoom(queryClient, before.id, (room) => withSettings(room, before.me));
      showToast(`${before.name} is kept as it was. ${error.message}`);
    },
  });
}

/** Marks everything in a room as read. */
export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, lastSeq }: RoomView) => moveReadMarker(http, id, { lastReadSeq: lastSeq }),
    onSuccess: (marker) => {
      patchRoom(queryClient, marker.roomId, (room) => withReadMarker(room, marker));
    },
    onError: (error, { name }) => {
      showToast(`${name} could not be marked as read. ${error.message}`);
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
