import { useQuery } from '@tanstack/react-query';
import { myAvailabilityQuery } from '../../features/availability/api';
import { NotificationsDialog } from '../../features/notifications/notifications-dialog';

type Props = { onClose: () => void };

/** The dialog behind "Notifications" in the account menu. */
export function NotificationSettings({ onClose }: Props) {
  const { data } = useQuery(myAvailabilityQuery);
  return <NotificationsDialog isOpen onClose={onClose} isQuiet={data?.choice === 'do-not-disturb'} />;
}
