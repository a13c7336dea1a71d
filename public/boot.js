// Starts the portal: loads the program, says so when that takes long or fails, and keeps the offline shell up to date.
// It is a file of its own because the content policy allows no script inside the page.

const here = document.querySelector("script[data-wasm]");
const shell = document.getElementById("shell");
const state = document.getElementById("boot-state");
const help = document.getElementById("boot-help");
const helpText = document.getElementById("boot-help-text");

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
    "This is taking longer than usual.",
    "Your connection may be slow. You can wait, or try again. If it is urgent, call your practice.",
  ),
  LONG,
);

const start = async () => {
  const integrity = here.dataset.wasmIntegrity;
  const program = fetch(here.dataset.wasm, integrity ? { integrity } : {});
  const glue = await import(here.dataset.js);
  const response = await program;
  if (!response.ok) throw new Error(`the program was not found (${response.status})`);
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
      "The portal could not start on this device.",
      "Check your connection and try again. If it still does not start, call your practice. In an emergency, call 112.",
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
  registration.addEventListener("updatefound", () => watch(registration.installing));
};

if (here.dataset.sw && "serviceWorker" in navigator) {
  keepShell().catch(() => {
    // A private window refuses service workers. The portal works without; only the offline start is missing.
  });
}
