// The offline shell. It keeps the page and its program, so that the portal opens in a lift; it never sees health data.
// Written by `cargo xtask dist`: the version is the hash of the list.

const CACHE = "salus-shell-__VERSION__";
const FILES = __FILES__;

/** The files of texts by language and kind; kept only for those that are read on this device. */
const TEXTS = __TEXTS__;
const isText = (path) => path.startsWith("/assets/texts-");
/** `ar-easy` of `/assets/texts-ar-easy-0123456789abcdef.txt`. */
const kindOf = (path) => path.slice("/assets/texts-".length, path.lastIndexOf("-"));

/** What only the server may answer. */
const NEVER = ["/api/", "/healthz", "/readyz", "/metrics", "/openapi.json"];

self.addEventListener("install", (event) => {
  // Names with a hash may come from the browser's cache; the others are asked for anew.
  const ask = (path) => new Request(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });
  event.waitUntil(textsInUse().then(async (texts) => (await caches.open(CACHE)).addAll([...FILES, ...texts].map(ask))));
  // No skipWaiting: an open page goes on with the program that it began with, until the person says otherwise.
});

/** The texts that this version has in place of those that older versions have kept. */
const textsInUse = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("salus-shell-"));
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const kinds = kept.flat().map(({ url }) => new URL(url).pathname).filter(isText).map(kindOf);
  return [...new Set(kinds)].map((kind) => TEXTS[kind]).filter(Boolean);
};

self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
  const path = event.data?.keep;
  if (Object.values(TEXTS).includes(path)) event.waitUntil(keep(path));
});

const keep = async (path) => {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(path))) await cache.add(path);
};

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
  if (isText(path)) {
    // A language that the reader changes to must open without a network the next time.
    event.respondWith(caches.match(path).then(async (kept) => {
      if (kept) return kept;
      const response = await fetch(request);
      if (response.ok) (await caches.open(CACHE)).put(path, response.clone());
      return response;
    }));
    return;
  }
  if (!FILES.includes(path)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(path)).then((kept) => kept ?? fetch(request)));
});
