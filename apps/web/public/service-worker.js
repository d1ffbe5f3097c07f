// Shows what was pushed while no page was open, and brings a page to the front when a notification is clicked.
// It answers no request and stores none: pages and the API always come from the server.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

/** A page that is open may have shown this message already: then the same notification stays, without a sound. */
async function show({ title, body, roomId, seq, url }) {
  const tag = roomId === '' ? 'test' : `room-${roomId}`;
  const shown = await self.registration.getNotifications({ tag });
  const isKnown = shown.some((notification) => notification.data.seq >= seq && seq > 0);
  await self.registration.showNotification(title, {
    body,
    tag,
    data: { url, roomId, seq },
    icon: '/favicon.svg',
    renotify: !isKnown,
    silent: isKnown,
  });
}

async function open(path) {
  // Only an address of our own: what was pushed could come from elsewhere.
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: 'window' });
  const page = pages.find((each) => each.focused) ?? pages[0];
  if (page === undefined) return void (await self.clients.openWindow(url.href));
  page.postMessage({ open: url.pathname + url.search + url.hash });
  await page.focus();
}
