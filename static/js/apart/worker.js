// The service worker: when there is no connection, a page of its own says so. It keeps what that
// page is made of, one version at a time, and nothing that anybody’s session has ever seen.
// KEPT is put in by the server: {version, offline, files}.
const { version, offline, files } = KEPT;
const name = `posy-${version}`;

async function keep() {
  const cache = await caches.open(name);
  // Without cookies: what is kept is what a stranger gets.
  await cache.addAll([offline, ...files].map((file) => new Request(file, { credentials: 'omit', cache: 'reload' })));
  await self.skipWaiting();
}

async function forgetOthers() {
  for (const key of await caches.keys()) if (key !== name) await caches.delete(key);
  await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(offline, { ignoreVary: true })));
  else if (files.includes(new URL(request.url).pathname)) event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
});
