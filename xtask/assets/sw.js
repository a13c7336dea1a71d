// The offline shell. It keeps the page and its program, so that the portal opens in a lift; it never sees health data.
// Written by `cargo xtask dist`: the version is the hash of the list.

const CACHE = "salus-shell-__VERSION__";
const FILES = __FILES__;

/** What only the server may answer. */
const NEVER = ["/api/", "/healthz", "/readyz", "/metrics", "/openapi.json"];

self.addEventListener("install", (event) => {
  // Names with a hash may come from the browser's cache; the others are asked for anew.
  const ask = (path) => new Request(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map(ask))));
  // No skipWaiting: an open page goes on with the program that it began with, until the person says otherwise.
});

self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("salus-shell-") && name !== CACHE;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (NEVER.some((path) => url.pathname.startsWith(path))) return;
  const path = request.mode === "navigate" ? "/" : url.pathname;
  if (!FILES.includes(path)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(path)).then((kept) => kept ?? fetch(request)));
});
