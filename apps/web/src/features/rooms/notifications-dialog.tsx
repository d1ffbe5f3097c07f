import type { NotificationLevel, RoomView } from '@carillon/contracts';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import { RadioChoice, type RadioOption } from '../../shared/ui/radio-choice';
import { useChangeMySettings } from './api';

type Props = { room: RoomView; isOpen: boolean; onClose: () => void };

const levels: readonly RadioOption<NotificationLevel>[] = [
  { value: 'all', label: 'Every message' },
  { value: 'mentions', label: 'Mentions only' },
  { value: 'none', label: 'None' },
];

/** Of which messages of a room the reader is notified. Holds at once, on every device. */
export function NotificationsDialog({ room, isOpen, onClose }: Props) {
  const settings = useChangeMySettings();
  const { desktop, phone } = room.me.notificationLevel;
  const choose = (notificationLevel: { desktop: NotificationLevel } | { phone: NotificationLevel }) => {
    settings.mutate({ room, change: { notificationLevel } });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Notifications"
      description={`Which messages in ${room.name} should reach you?`}
    >
      <DialogBody>
        <RadioChoice
          legend="On desktop"
          options={levels}
          value={desktop}
          onValueChange={(level) => {
            choose({ desktop: level });
          }}
        />
        <RadioChoice
          legend="On phone"
          options={levels}
          value={phone}
          onValueChange={(level) => {
            choose({ phone: level });
          }}
        />
      </DialogBody>
    </Dialog>
  );
}
