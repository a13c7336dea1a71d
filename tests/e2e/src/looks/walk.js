// Walks through a page with the Tab key. arguments: "begin" or "look", and for "look" the way to answer.
// "begin" gives how many stops there are; "look" tells about the stop where the focus is now.
const [what] = arguments;

const dialogs = document.querySelectorAll("dialog:modal");
const scope = dialogs.length ? dialogs[dialogs.length - 1] : document.body;

const name = (el) => {
  const words = el.getAttribute("aria-label") || el.labels?.[0]?.innerText || el.innerText || el.getAttribute("title") || el.id;
  return `${el.tagName.toLowerCase()} "${(words ?? "").replace(/\s+/g, " ").trim().slice(0, 40)}"`;
};
// What a person sees of a control: radio buttons and checkboxes may be drawn by their label.
const labels = (el) => (["radio", "checkbox"].includes(el.type) ? [...(el.labels ?? [])] : []);
const parts = (el) => [el, ...labels(el), el.parentElement, el.nextElementSibling, el.closest("label, fieldset, .choice")].filter(Boolean);
// Of a dialog everything stays while the page scrolls: there only what stays within it counts.
const stays = (el) => {
  for (let it = el; it && it !== scope; it = it.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(it).position)) return true;
  return false;
};
const drawn = (el) => {
  const style = getComputedStyle(el);
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && !/, 0\)$/.test(style.outlineColor);
  return [outline ? `${style.outlineWidth} ${style.outlineColor}` : "", style.boxShadow === "none" ? "" : style.boxShadow];
};

if (what === "begin") {
  const walk = (window.__walk = { expected: new Set(), seen: [], before: new Map() });
  const groups = new Map();
  for (const el of scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]")) {
    if (el.tabIndex < 0 || el.matches(":disabled") || el.closest("[inert]")) continue;
    if (!el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (el.tagName === "SUMMARY" && el.parentElement.querySelector("summary") !== el) continue;
    if (el.type === "radio" && el.name) {
      // Tab stops once in a group: at the chosen one, or at the first. A group belongs to its form, or to the page.
      const key = el.name;
      const group = groups.get(el.form) ?? groups.set(el.form, new Map()).get(el.form);
      const first = group.get(key);
      if (first && !el.checked) continue;
      if (first) walk.expected.delete(first);
      group.set(key, el);
    }
    walk.expected.add(el);
  }
  // The walk begins at the top: where something that had the focus was taken away, Tab goes on from there.
  document.activeElement?.blur();
  const start = document.createElement("span");
  start.tabIndex = -1;
  scope.prepend(start);
  start.focus({ preventScroll: true });
  start.remove();
  window.scrollTo(0, 0);
  for (const el of walk.expected) for (const part of parts(el)) walk.before.set(part, drawn(part));
  return walk.expected.size;
}

if (what === "end") {
  const walk = window.__walk;
  const missed = [...walk.expected].filter((el) => !walk.seen.includes(el) && el.isConnected).map((el) => `${name(el)}: Tab never comes to it`);
  const jumping = [...walk.expected].filter((el) => el.tabIndex > 0).map((el) => `${name(el)}: has a tabindex above zero, which takes it out of the order`);
  return [...missed, ...jumping];
}

const done = arguments[arguments.length - 1];
requestAnimationFrame(() => {
  const walk = window.__walk;
  const el = document.activeElement;
  const last = walk.seen[walk.seen.length - 1];
  // After its last control a dialog that scrolls comes itself, for the arrow keys.
  if (!el || el === document.body || el === document.documentElement || el === scope || el === walk.seen[0]) return done({ over: true, at: "", faults: [] });
  const faults = [];
  if (el === last) return done({ over: true, at: name(el), faults: ["Tab does not leave it"] });
  if (last && last.isConnected && !(last.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push(`comes after ${name(last)}, but stands before it`);
  walk.seen.push(el);
  if (!el.checkVisibility({ visibilityProperty: true })) faults.push("has the focus, but is not shown");

  // An indicator is what the focus has changed: an outline or a shadow, on the control or on what draws it.
  const shown = parts(el).some((part) => {
    const [outline, shadow] = drawn(part);
    const [outlineBefore, shadowBefore] = walk.before.get(part) ?? ["", ""];
    return (outline && outline !== outlineBefore) || (shadow && shadow !== shadowBefore);
  });
  if (!shown) faults.push("does not show that it has the focus");

  const own = labels(el);
  const rects = (own.length ? own : [el]).flatMap((it) => [...it.getClientRects()]).filter((r) => r.width > 1 && r.height > 1);
  const wide = document.documentElement.clientWidth;
  const high = window.innerHeight;
  for (const rect of rects) {
    const fits = rect.width <= wide && rect.height <= high;
    if (fits && (rect.left < -1 || rect.right > wide + 1 || rect.top < -1 || rect.bottom > high + 1)) {
      faults.push(`is not wholly on the screen: ${Math.round(rect.left)}, ${Math.round(rect.top)} to ${Math.round(rect.right)}, ${Math.round(rect.bottom)} of ${wide} x ${high}`);
      continue;
    }
    // The centre, and near the corners: inside of round ones.
    const inset = Math.min(8, rect.width / 4, rect.height / 4);
    const points = [[rect.left + rect.width / 2, rect.top + rect.height / 2], [rect.left + inset, rect.top + inset], [rect.right - inset, rect.top + inset], [rect.left + inset, rect.bottom - inset], [rect.right - inset, rect.bottom - inset]];
    const cover = points
      .map(([x, y], place) => [x < 0 || y < 0 || x >= wide || y >= high ? null : document.elementFromPoint(x, y), place === 0])
      .filter(([hit]) => hit && ![el, ...own].some((it) => it.contains(hit) || hit.contains(it)))
      // In the gallery several states stand in one page; what is fixed in one lies over the others.
      .filter(([hit]) => hit.closest("[data-state]") === el.closest("[data-state]"))
      // A button may stand at the end of its field; what stays where it is while the page scrolls may not cover a corner.
      .find(([hit, centre]) => centre || stays(hit))?.[0];
    if (cover) faults.push(`is covered by ${name(cover)} (${cover.getAttribute("class") ?? cover.tagName})`);
  }
  if (!rects.length) faults.push("has the focus, but no size");
  done({ over: false, at: name(el), faults: [...new Set(faults)] });
});
