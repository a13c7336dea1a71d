// What does not fit. arguments: which of "overflow", "clipped", "targets". Gives sentences.
const wanted = arguments[0];
const faults = [];
const wide = document.documentElement.clientWidth;
const name = (el) => {
  const words = el.getAttribute("aria-label") || el.labels?.[0]?.innerText || el.innerText || "";
  const kind = el.getAttribute("class")?.split(" ")[0];
  return `${el.tagName.toLowerCase()}${kind ? `.${kind}` : ""} "${words.replace(/\s+/g, " ").trim().slice(0, 40)}"`;
};
const visible = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
// For screen readers only: a pixel, or cut away.
const hidden = (el) => {
  for (let it = el; it && it !== document.body; it = it.parentElement) {
    const style = getComputedStyle(it);
    if (it.clientWidth <= 1 && it.clientHeight <= 1 && style.overflow !== "visible") return true;
    if (style.clipPath.startsWith("inset(50%") || /^rect\(0/.test(style.clip)) return true;
  }
  return false;
};

if (wanted.includes("overflow")) {
  const over = document.scrollingElement.scrollWidth - wide;
  if (over > 0) {
    const culprits = [...document.body.querySelectorAll("*")].filter((el) => {
      const rect = el.getBoundingClientRect();
      return rect.width > 0 && (rect.right > wide + 0.5 || rect.left < -0.5) && visible(el) && !hidden(el);
    });
    const deepest = culprits.filter((el) => !culprits.some((other) => other !== el && el.contains(other)));
    faults.push(`the page is ${over} px wider than the window: ${deepest.slice(0, 3).map(name).join(", ")}`);
  }
}

if (wanted.includes("clipped")) {
  const cuts = (value) => ["hidden", "clip"].includes(value);
  for (const el of document.body.querySelectorAll("*")) {
    if (el.closest("svg") || ["INPUT", "TEXTAREA", "SELECT"].includes(el.tagName)) continue;
    const style = getComputedStyle(el);
    const across = cuts(style.overflowX) && el.scrollWidth > el.clientWidth + 1;
    // Lines that are left out on purpose are told by their number.
    const down = cuts(style.overflowY) && el.scrollHeight > el.clientHeight + 1 && style.webkitLineClamp === "none";
    if ((!across && !down) || !visible(el) || hidden(el)) continue;
    const box = el.getBoundingClientRect();
    const texts = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || !visible(text.parentElement) || hidden(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      // Lines are higher than their letters: what sticks out below by a little is no letter.
      const lost = [...range.getClientRects()].some((rect) =>
        (across && (rect.right > box.right + 1 || rect.left < box.left - 1)) || (down && (rect.bottom > box.bottom + 4 || rect.top < box.top - 4)));
      if (lost) {
        faults.push(`text is cut off in ${name(el)}`);
        break;
      }
    }
  }
}

if (wanted.includes("targets")) {
  const SIZE = 44;
  const bounds = (rects) => {
    const all = rects.filter((r) => r.width > 0 && r.height > 0);
    return { left: Math.min(...all.map((r) => r.left)), right: Math.max(...all.map((r) => r.right)), top: Math.min(...all.map((r) => r.top)), bottom: Math.max(...all.map((r) => r.bottom)) };
  };
  // A link in the middle of words is as high as the words: WCAG 2.2, 2.5.8, "inline".
  const inSentence = (el) => {
    if (!getComputedStyle(el).display.startsWith("inline") || getComputedStyle(el).display !== "inline") return false;
    let block = el.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (/\p{L}/u.test(texts.currentNode.data) && !texts.currentNode.parentElement.closest("a, button")) return true;
    return false;
  };
  const controls = "a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=tab], [role=switch], [role=checkbox], [role=radio]";
  for (const el of document.querySelectorAll(controls)) {
    if (el.matches(":disabled") || el.closest("[inert]") || !el.checkVisibility({ visibilityProperty: true })) continue;
    const own = ["radio", "checkbox"].includes(el.type) ? [...(el.labels ?? [])] : [];
    if (own.length ? own.every(hidden) : hidden(el)) continue;
    const modal = document.querySelector("dialog:modal");
    if (modal && !modal.contains(el)) continue;
    if (inSentence(el)) continue;
    const measure = () => bounds([el, ...own].flatMap((it) => [...it.getClientRects()]));
    let box = measure();
    // Not there until it has the focus: the link past the frame.
    if (box.right <= 0 || box.bottom + window.scrollY <= 0 || box.left >= wide) continue;
    let width = box.right - box.left;
    let height = box.bottom - box.top;
    if (width >= SIZE - 0.5 && height >= SIZE - 0.5) continue;
    // It may reach further than it is drawn.
    el.scrollIntoView({ block: "center", inline: "nearest" });
    box = measure();
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    const mine = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit && [el, ...own].some((it) => it.contains(hit));
    };
    const half = SIZE / 2 - 1;
    if (mine(-half, 0) && mine(half, 0)) width = Math.max(width, SIZE);
    if (mine(0, -half) && mine(0, half)) height = Math.max(height, SIZE);
    if (width < SIZE - 0.5 || height < SIZE - 0.5) faults.push(`${name(el)} is ${Math.round(width)} x ${Math.round(height)} px, less than ${SIZE} x ${SIZE}`);
  }
  window.scrollTo(0, 0);
}
return [...new Set(faults)];
