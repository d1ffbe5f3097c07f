/** The part of Trusted Types that is used here; not every browser has it, and TypeScript does not know it. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL: (path: string) => string };
};

const path = '/service-worker.js';

// The only script that this page may install, by this name in the server's content security policy. Made once.
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('service-worker', {
  createScriptURL: () => path,
});

let registered: Promise<ServiceWorkerRegistration | null> | undefined;

/** The service worker, which shows notifications; null where the browser has none. Installed on first use. */
export function serviceWorker(): Promise<ServiceWorkerRegistration | null> {
  registered ??= register();
  return registered;
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    await navigator.serviceWorker.register(policy?.createScriptURL(path) ?? path);
    return await navigator.serviceWorker.ready;
  } catch (error) {
    console.warn('The service worker cannot be installed; nothing can be shown beside the page.', error);
    registered = undefined;
    return null;
  }
}
