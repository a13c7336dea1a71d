// Starts the portal: chooses the language, loads texts and program, says so when that takes long or fails, and keeps the
// offline shell up to date. It is a file of its own because the content policy allows no script inside the page.

// A finished build fills these in from the catalogues: the files of texts of each language, plain and for easy read, each with
// its hash, and the words of the shell. In development the program carries its texts itself and the shell speaks English.
const TEXTS = {};
const WORDS = {};

/** Markup that can act: elements that load or run, handlers, addresses that are scripts, and letters written as numbers. */
const ACTIVE =
  /<\/?(script|iframe|frame|object|embed|base|link|meta|style|set|animate)\b|[\s"'/]on[a-z]+\s*=|javascript:|srcdoc|&(#|colon|tab|newline)/i;

const root = document.documentElement;
const here = document.querySelector("script[data-wasm]");
const shell = document.getElementById("shell");
const state = document.getElementById("boot-state");
const help = document.getElementById("boot-help");
const helpText = document.getElementById("boot-help-text");

// Trusted Types: whatever becomes markup, script or the address of a script passes here first. The framework draws the resting
// parts of pages from text of its own; text that could act is nobody's, and the browser refuses it where this gives nothing.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (ACTIVE.test(text) ? null : text),
  // The worker of the offline shell; scripts of the program are imported by the names in this file's own tag.
  createScriptURL: (address) => (address === here.dataset.sw ? address : null),
});

/** Languages that the program can speak; those without a file are for tests. */
const KNOWN = ["en", "ar", "fr", "es", "en-XA", "ar-XB"];
const RIGHT_TO_LEFT = ["ar", "ar-XB"];

/** What this device has kept: `src/browser/reading.rs` writes it. */
const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem("salus-reading")) ?? {};
  } catch {
    // Storage is closed, or holds something that is not ours.
    return {};
  }
})();

/** The language: what the address asks for, what was chosen here, what the browser prefers. */
const language = [
  new URLSearchParams(location.search).get("lang"),
  kept.language,
  ...navigator.languages.map((tag) => tag.split("-")[0]),
].find((tag) => KNOWN.includes(tag) && (here.dataset.sw === undefined || tag in TEXTS)) ?? "en";
const easy = kept.easy_read === true;

root.lang = language;
root.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
if (easy) root.dataset.easy = "on";
if (kept.appearance === "light" || kept.appearance === "dark") root.dataset.theme = kept.appearance;

/** Puts the reader's words into what stands outside of the program. */
const speak = () => {
  const words = WORDS[root.lang];
  if (!words) return;
  for (const element of document.querySelectorAll("[data-word]")) {
    // A text with a link in its middle: the link says `{{ call }}`.
    const [before, after] = words[element.dataset.word].split("{{ call }}");
    const link = element.querySelector("a");
    if (link && after !== undefined) {
      link.textContent = words.emergency_call;
      element.replaceChildren(before, link, after);
    } else {
      element.textContent = before;
    }
  }
  for (const element of document.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", words[element.dataset.wordLabel]);
  }
};
speak();
// The program says so when the reader changes the language.
addEventListener("salus-language", speak);
const say = (key, english) => WORDS[root.lang]?.[key] ?? english;

/** After this many milliseconds a person begins to wonder. */
const LONG = 8000;

const offerHelp = (first, then) => {
  if (!shell.isConnected) return;
  state.textContent = first;
  helpText.textContent = then;
  help.hidden = false;
};

document.getElementById("boot-retry").addEventListener("click", () => location.reload());

const slow = setTimeout(
  () => offerHelp(
    say("slow", "This takes longer than usual."),
    say("slow_text", "Your connection may be slow. You can wait, or try again. If it is urgent, call your practice."),
  ),
  LONG,
);

const file = TEXTS[language]?.[easy ? 1 : 0][0];

const found = async (asked, what) => {
  const response = await asked;
  if (!response.ok) throw new Error(`${what} not found (${response.status})`);
  return response;
};

const load = async (tag) => {
  const [address, integrity] = TEXTS[tag][easy ? 1 : 0];
  return (await found(fetch(address, { integrity }), "the texts were")).text();
};

const start = async () => {
  const integrity = here.dataset.wasmIntegrity;
  const program = found(fetch(here.dataset.wasm, integrity ? { integrity } : {}), "the program was");
  const texts = file && load(language).catch((error) => {
    if (language === "en") throw error;
    // A language that was never opened on this device, and no network: English may still be here.
    root.lang = "en";
    root.dir = "ltr";
    return load("en");
  });
  const glue = await import(here.dataset.js);
  // The program looks for them when it begins.
  if (texts) globalThis.salusTexts = await texts;
  const response = await program;
  const wasm = await glue.default({ module_or_path: response });
  // Trunk's live reload and the tests listen for this.
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
};

start().then(
  () => {
    clearTimeout(slow);
    shell.remove();
  },
  (error) => {
    clearTimeout(slow);
    console.error("Salus did not start:", error?.name);
    offerHelp(
      say("failed", "The portal could not start on this device."),
      say(
        "failed_text",
        "Check your connection and try again. If it still does not start, call your practice. In an emergency, call 112.",
      ),
    );
  },
);

// The offline shell. Only a finished build has one: in development a stale cache would hide every change.
const offerUpdate = (waiting) => {
  const bar = document.getElementById("update");
  bar.hidden = false;
  document.getElementById("update-now").addEventListener(
    "click",
    () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("update");
    },
    { once: true },
  );
};

const keepShell = async () => {
  const registration = await navigator.serviceWorker.register(here.dataset.sw, { updateViaCache: "none" });
  const watch = (worker) => worker?.addEventListener("statechange", () => {
    // Without a controller this is the first visit: there is nothing older to replace.
    if (worker.state === "installed" && navigator.serviceWorker.controller) offerUpdate(worker);
  });
  if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
  watch(registration.installing);
  // The worker keeps the texts of the languages that are read here, not of all.
  if (file) navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ keep: file }));
  registration.addEventListener("updatefound", () => watch(registration.installing));
};

if (here.dataset.sw && "serviceWorker" in navigator) {
  keepShell().catch(() => {
    // A private window refuses service workers. The portal works without; only the offline start is missing.
  });
}
