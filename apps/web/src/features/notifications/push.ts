import { forgetPush, readPush, subscribePush } from '@carillon/client';
import { http } from '../../shared/http/http';
import { deviceKind } from './rule';
import { serviceWorker } from './service-worker';

/** Whether this browser can be reached while no page is open. */
export function canBePushed(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window;
}

/** Whether this browser is subscribed; the server may know it or not. */
export async function isPushed(): Promise<boolean> {
  const registration = canBePushed() ? await serviceWorker() : null;
  return (await registration?.pushManager.getSubscription()) != null;
}

/** Asks the push service of the browser for an address, and tells it to our server. */
export async function startPush(): Promise<void> {
  const registration = await serviceWorker();
  if (registration === null) throw new Error('This browser cannot be reached while no page is open.');
  const { publicKey } = await readPush(http);
  const subscription = await subscribed(registration.pushManager, publicKey);
  const { endpoint, keys } = subscription.toJSON();
  await subscribePush(http, {
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    device: deviceKind(),
  });
}

/** Ends it here and on the server. */
export async function stopPush(): Promise<void> {
  const registration = await serviceWorker();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await forgetPush(http);
}

/** A subscription for another key, such as that of a server that was set up anew, cannot be used and is given up. */
async function subscribed(manager: PushManager, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    await (await manager.getSubscription())?.unsubscribe();
    return manager.subscribe(options);
  }
}
