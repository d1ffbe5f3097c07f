import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useSettled } from '../../../shared/page/use-settled';
import { peopleQuery, roomsQuery } from '../api';
import { isNamed, mergeFound, rankRooms, suggestRooms, type Destination } from './rank';
import { recentRooms } from './recent-rooms';

const mostRooms = 30;
/** How long somebody types before the server is asked for people. */
const pauseMs = 120;

type Found = {
  destinations: Destination[];
  /** The server has not answered yet. */
  isLooking: boolean;
};

/** Where a text leads: rooms of the reader at once, other people as soon as the server has answered. */
export function useFound(text: string, openRoomId: string | null, readerId: string): Found {
  const { data: rooms } = useQuery(roomsQuery);
  const [recent] = useState(recentRooms);
  const search = useSettled(text.trim(), pauseMs);
  const people = useQuery({ ...peopleQuery(search), enabled: search !== '' });
  const sought = useDeferredValue(text.trim());
  const destinations = useMemo(() => {
    if (!rooms) return [];
    if (sought === '')
      return suggestRooms(rooms, recent, openRoomId, mostRooms).map((room): Destination => ({
        kind: 'room',
        room,
      }));
    // What was found for another text stays until the answer is there, as far as it fits this one.
    const fitting = (people.data ?? []).filter(
      (person) => !people.isPlaceholderData || isNamed(person, sought),
    );
    const found = rankRooms(rooms, sought, recent, mostRooms);
    return mergeFound(found, search === '' ? [] : fitting, rooms, readerId);
  }, [rooms, sought, recent, openRoomId, search, people.data, people.isPlaceholderData, readerId]);
  return { destinations, isLooking: text.trim() !== search || people.isFetching };
}
