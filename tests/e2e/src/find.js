// Finds what a person would point at: by role and accessible name. arguments: roles, name. Gives the element or null.
const [roles, wanted] = arguments;

const words = (text) => (text ?? "").replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();

const ROLES = {
  BUTTON: "button", SUMMARY: "button", TEXTAREA: "textbox", SELECT: "combobox", TABLE: "table", MAIN: "main", NAV: "navigation",
  DIALOG: "dialog", H1: "heading", H2: "heading", H3: "heading", H4: "heading", LI: "listitem", IMG: "img", FORM: "form",
};
const INPUTS = { button: "button", submit: "button", reset: "button", checkbox: "checkbox", radio: "radio", hidden: "none" };

const roleOf = (el) => {
  if (el.hasAttribute("role")) return el.getAttribute("role").split(" ")[0];
  if (el.tagName === "A") return el.hasAttribute("href") ? "link" : "none";
  // A password field has no role of its own; for a person it is a field like the others.
  if (el.tagName === "INPUT") return INPUTS[el.type] ?? "textbox";
  return ROLES[el.tagName] ?? "none";
};

const nameOf = (el) => {
  const by = el.getAttribute("aria-labelledby");
  if (by) return words(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(" "));
  if (el.getAttribute("aria-label")) return words(el.getAttribute("aria-label"));
  if (el.labels?.length) return words([...el.labels].map((label) => label.innerText || label.textContent).join(" "));
  if (el.tagName === "INPUT") return words(el.value);
  return words(el.innerText || el.textContent) || words(el.querySelector("[alt],[aria-label]")?.getAttribute("aria-label"));
};

const visible = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[aria-hidden=true],[inert]");

// What lies behind an open dialog cannot be reached.
const dialogs = document.querySelectorAll("dialog:modal");
const scope = dialogs.length ? dialogs[dialogs.length - 1] : document;
const found = [...scope.querySelectorAll("*")].filter((el) => roles.includes(roleOf(el)) && visible(el));
const named = found.map((el) => [el, nameOf(el)]);
const name = words(wanted);
const pick = (fits) => named.find(([, own]) => fits(own))?.[0];
return pick((own) => own === name) ?? pick((own) => own.startsWith(name)) ?? pick((own) => own.includes(name)) ?? null;
