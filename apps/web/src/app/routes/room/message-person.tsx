import type { UserId } from '@carillon/contracts';
import { MessageCircle } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useOpenConversation } from '../../../features/rooms/api';
import { Button } from '../../../shared/ui/button';
import { showToast } from '../../../shared/ui/toasts';

/** Goes to the conversation with somebody, which is begun by it if there is none. */
export function MessagePerson({ userId }: { userId: UserId }) {
  const start = useOpenConversation();
  const navigate = useNavigate();
  return (
    <Button
      size="small"
      icon={<MessageCircle />}
      isBusy={start.isPending}
      onClick={() => {
        start.mutate([userId], {
          onSuccess: (room) => void navigate(`/rooms/${room.id}`),
          onError: (error) => {
            showToast(error.message);
          },
        });
      }}
    >
      Message
    </Button>
  );
}
