import type { RoomId } from '@carillon/contracts';
import { DoorClosed, Hand } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../shared/ui/banner';
import { useRemembered } from '../../shared/page/remembered';
import { Button } from '../../shared/ui/button';
import { EmptyState } from '../../shared/ui/empty-state';
import { useNow } from '../../shared/ui/use-now';
import { useRequestAccess } from './api';

/** For so long the page says that it was asked; then one may ask again. Unit: milliseconds. */
const askedForMs = 24 * 60 * 60 * 1000;

type Props = { roomId: RoomId; back: ReactNode };

/**
 * What stands at the address of a room one is not in. It says the same where there is no room, so what this device
 * has asked for is remembered here and nowhere else.
 */
export function RequestAccess({ roomId, back }: Props) {
  const [askedAt, setAskedAt] = useRemembered(`asked.${roomId}`, '');
  const request = useRequestAccess();
  const now = useNow();
  const ask = () => {
    request.mutate(roomId, {
      onSuccess: () => {
        setAskedAt(new Date().toISOString());
      },
    });
  };
  if (Date.parse(askedAt) > now - askedForMs)
    return (
      <EmptyState headingLevel={1} icon={<Hand />} title="Your request is sent" actions={back}>
        <p>
          If there is such a room, its administrators see it. You are taken in as soon as one of them
          approves.
        </p>
      </EmptyState>
    );
  return (
    <EmptyState
      headingLevel={1}
      icon={<DoorClosed />}
      title="You are not in this room"
      actions={
        <>
          <Button tone="primary" icon={<Hand />} isBusy={request.isPending} onClick={ask}>
            Request access
          </Button>
          {back}
        </>
      }
    >
      <p>If someone sent you this link, its administrators can take you in.</p>
      {request.error && <Banner tone="danger">{request.error.message}</Banner>}
    </EmptyState>
  );
}
