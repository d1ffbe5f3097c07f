import { useQueryClient } from '@tanstack/react-query';
import { useOnConnected, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { patchRosterWebhooks, webhooksQuery } from './api';
import { isWebhookChange, withWebhookChange } from './roster-webhooks';

/** Keeps the webhooks of every room that was loaded as the server has them. Mounted once, for the whole page. */
export function useWebhooksLive(): void {
  const queryClient = useQueryClient();
  useOnConnected(() => {
    void queryClient.invalidateQueries({ queryKey: ['roster-webhooks'] });
    void queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  });
  useRealtimeEvent('roster:changed', ({ roomId, change }) => {
    if (!isWebhookChange(change)) return;
    patchRosterWebhooks(queryClient, roomId, (webhooks) => withWebhookChange(webhooks, change));
    // The event carries no URL, so an open list of another administrator asks for its own.
    void queryClient.invalidateQueries({ queryKey: webhooksQuery(roomId).queryKey });
  });
}
