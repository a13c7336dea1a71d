// What the gallery tells the tests, and how a frame gets the height of what it shows.

/** Puts the table of stories where the tests find it. */
export function publish(stories) {
  window.__stories = JSON.parse(stories);
}

let turn = 0;

/** The page is about to change. */
export function unready() {
  turn += 1;
  delete document.documentElement.dataset.ready;
}

/** The page has changed: after two frames what is shown is what was asked for. */
export function ready() {
  const mine = turn;
  const frame = () => new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 250);
  });
  frame().then(frame).then(() => {
    if (mine === turn) document.documentElement.dataset.ready = "true";
  });
}

let observer;

/** A frame that wants it becomes as high as what it shows. */
export function fit() {
  const frame = window.frameElement;
  if (!frame || observer) return;
  observer = new ResizeObserver(() => {
    if (frame.dataset.fit !== undefined) frame.style.blockSize = `${document.body.scrollHeight + 2}px`;
  });
  observer.observe(document.body);
}

/** Goes to an address without a step in the history: for knobs, which change with every letter. */
export function replace(hash) {
  window.location.replace(hash);
}

/** Gives the focus to an element. */
export function focus(id) {
  document.getElementById(id)?.focus();
}

/** Leads the frame of a story to another address, without a step in the history. */
export function steer(id, hash) {
  document.getElementById(id)?.contentWindow?.location.replace(hash);
}

/** Calls a function that another module returned. */
export function call(other) {
  other();
}

/** The text of a file beside the gallery; nothing where there is none. */
export async function read(path) {
  try {
    const answer = await fetch(path, { cache: "no-store" });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}
