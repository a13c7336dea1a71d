// The accessibility tree of a document as text: role, name, states. It follows HTML-AAM and the accessible name
// computation for what the portal uses. It does not know: shadow trees, aria-owns, names made by CSS (content), and
// the tables of roles that only authors of applications need (grids, trees, menus).

const ROLES = {
  A: (e) => (e.hasAttribute("href") ? "link" : ""), ARTICLE: "article", ASIDE: "complementary", BUTTON: "button",
  CAPTION: "caption", DD: "definition", DETAILS: "group", DIALOG: "dialog", DT: "term", FIELDSET: "group",
  FIGURE: "figure", FOOTER: (e) => (inPart(e) ? "" : "contentinfo"), FORM: "form",
  H1: "heading", H2: "heading", H3: "heading", H4: "heading", HEADER: (e) => (inPart(e) ? "" : "banner"),
  HR: "separator", IMG: (e) => (e.getAttribute("alt") === "" ? "" : "image"), INPUT: input, LI: "listitem",
  MAIN: "main", MENU: "list", METER: "meter", NAV: "navigation", OL: "list", OPTION: "option", OUTPUT: "status",
  P: "paragraph", PROGRESS: "progressbar", SEARCH: "search", SECTION: (e) => (given(e) ? "region" : ""),
  SELECT: (e) => (e.multiple || e.size > 1 ? "listbox" : "combobox"), SUMMARY: "button", TABLE: "table",
  TBODY: "rowgroup", TD: "cell", TEXTAREA: "textbox", TFOOT: "rowgroup", TH: head, THEAD: "rowgroup", TR: "row",
  UL: "list",
};

// Roles whose name may be made of what they hold.
const NAMED_BY_CONTENT = new Set(["button", "cell", "checkbox", "columnheader", "heading", "link", "option", "radio",
  "row", "rowheader", "switch", "tab"]);
// Roles that are told as one text, with what can be reached inside listed below.
const ATOMS = new Set([...NAMED_BY_CONTENT, "paragraph", "term", "definition", "caption", "image"]);
ATOMS.delete("row");

function inPart(element) {
  return Boolean(element.parentElement?.closest("article, aside, main, nav, section"));
}

function given(element) {
  return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
}

function input(element) {
  const kinds = { checkbox: "checkbox", radio: "radio", button: "button", submit: "button", reset: "button",
    search: "searchbox", number: "spinbutton", range: "slider", image: "button", hidden: "" };
  return kinds[element.type] ?? "textbox";
}

function head(element) {
  return element.scope === "row" ? "rowheader" : "columnheader";
}

function roleOf(element) {
  const set = element.getAttribute("role");
  if (set) return { presentation: "", none: "", img: "image" }[set] ?? set.split(" ")[0];
  const known = ROLES[element.tagName];
  return typeof known === "function" ? known(element) : known ?? "";
}

function hidden(element) {
  if (element.getAttribute("aria-hidden") === "true" || element.inert) return true;
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  if (style.display === "none" || style.visibility !== "visible") return true;
  const details = element.parentElement?.closest("details:not([open])");
  return Boolean(details) && !element.closest("summary");
}

const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** What stands in an element, as it is read. */
function content(element, seen = new Set()) {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && !hidden(node)) {
      const inside = given(node) || node.tagName === "IMG" ? nameOf(node, seen) : content(node, seen);
      const inline = node.ownerDocument.defaultView.getComputedStyle(node).display.startsWith("inline");
      text += inline ? inside : ` ${inside} `;
    }
  }
  return text;
}

function byIds(element, attribute, seen) {
  const ids = (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean);
  const others = ids.map((id) => element.ownerDocument.getElementById(id)).filter((other) => other && !seen.has(other));
  return tidy(others.map((other) => nameOf(other, new Set([...seen, element]), true)).join(" "));
}

function nameOf(element, seen = new Set(), referred = false) {
  if (!referred && element.hasAttribute("aria-labelledby")) {
    const name = byIds(element, "aria-labelledby", seen);
    if (name) return name;
  }
  const label = tidy(element.getAttribute("aria-label") ?? "");
  if (label) return label;
  if (element.labels?.length) return tidy([...element.labels].map((it) => content(it, seen)).join(" "));
  const child = { FIELDSET: "legend", FIGURE: "figcaption", TABLE: "caption" }[element.tagName];
  const titled = child && [...element.children].find((it) => it.tagName === child.toUpperCase());
  if (titled) return tidy(content(titled, seen));
  if (element.hasAttribute("alt")) return element.alt;
  if (referred || NAMED_BY_CONTENT.has(roleOf(element))) {
    const name = tidy(content(element, seen));
    if (name) return name;
  }
  return tidy(element.getAttribute("title") ?? element.getAttribute("placeholder") ?? "");
}

function statesOf(element, role) {
  const states = [];
  const on = (attribute) => element.getAttribute(attribute) === "true";
  if (role === "heading") states.push(`level ${element.getAttribute("aria-level") ?? element.tagName[1]}`);
  if (["checkbox", "radio", "switch"].includes(role)) {
    states.push(element.checked || on("aria-checked") ? "checked" : "not checked");
  }
  if (element.tagName === "SUMMARY") states.push(element.parentElement.open ? "expanded" : "collapsed");
  if (element.hasAttribute("aria-expanded")) states.push(on("aria-expanded") ? "expanded" : "collapsed");
  if (element.disabled || on("aria-disabled")) states.push("disabled");
  if (on("aria-invalid")) states.push("invalid");
  if (on("aria-busy")) states.push("busy");
  if (on("aria-pressed")) states.push("pressed");
  if (on("aria-selected") || (role === "option" && element.selected)) states.push("selected");
  if (on("aria-modal") || (element.tagName === "DIALOG" && element.matches(":modal"))) states.push("modal");
  const current = element.getAttribute("aria-current");
  if (current && current !== "false") states.push(`current ${current}`);
  const live = element.getAttribute("aria-live");
  if (live) states.push(`live ${live}`);
  if (["textbox", "searchbox", "combobox", "spinbutton", "slider"].includes(role)) {
    states.push(element.type === "password" ? "protected" : `value ${JSON.stringify(element.value ?? "")}`);
  }
  const described = byIds(element, "aria-describedby", new Set());
  if (described) states.push(`described ${JSON.stringify(described)}`);
  return states;
}

function walk(element, depth, lines, silent) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = tidy(node.data);
      if (text && !silent) lines.push(`${"  ".repeat(depth)}text ${JSON.stringify(text)}`);
      continue;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE", "TEMPLATE"].includes(node.tagName)) continue;
    if (hidden(node)) continue;
    const role = roleOf(node);
    if (!role) {
      // Their words are the name of something else and are told there.
      walk(node, depth, lines, silent || ["LABEL", "LEGEND", "FIGCAPTION"].includes(node.tagName));
      continue;
    }
    const name = ["paragraph", "term", "definition", "caption"].includes(role) ? tidy(content(node)) : role === "row" ? "" : nameOf(node);
    const states = statesOf(node, role);
    if (role !== "rowgroup" && !(role === "caption" && node.parentElement.tagName === "TABLE")) {
      const line = [role, name && JSON.stringify(name), ...states].filter(Boolean).join(" ");
      lines.push("  ".repeat(depth) + line);
      walk(node, depth + 1, lines, ATOMS.has(role));
    } else if (role === "rowgroup") {
      walk(node, depth, lines, silent);
    }
  }
}

/** The tree of the document in a frame. A dialog that is open for all hides what is behind it. */
export function tree(frame) {
  const page = document.getElementById(frame)?.contentDocument;
  if (!page?.body) return "";
  const modal = [...page.querySelectorAll("dialog[open]")].find((it) => it.matches(":modal"));
  const lines = [];
  walk(modal ? { childNodes: [modal] } : page.body, 0, lines, false);
  return lines.join("\n");
}

/** Calls back when what a frame shows is drawn, and a moment after each time it changes. Returns what stops that. */
export function watch(frame, changed) {
  const element = document.getElementById(frame);
  if (!element) return () => {};
  let timer, observer, page;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  };
  const look = () => {
    const now = element.contentDocument;
    if (now && now !== page && now.body) {
      observer?.disconnect();
      page = now;
      observer = new MutationObserver(soon);
      observer.observe(page, { subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ["role", "hidden", "open", "lang", "dir", "data-ready", "aria-label", "aria-invalid",
          "aria-expanded", "aria-disabled", "aria-current", "aria-busy", "aria-describedby"] });
      page.addEventListener("input", soon);
      page.addEventListener("change", soon);
    }
    if (page?.documentElement.dataset.ready === "true") changed();
  };
  element.addEventListener("load", soon);
  soon();
  return () => {
    clearTimeout(timer);
    observer?.disconnect();
    element.removeEventListener("load", soon);
  };
}
