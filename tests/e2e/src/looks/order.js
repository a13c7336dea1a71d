// How a whole page is built. arguments: the language and the direction that it should have, and whether it should be
// easy read. Gives sentences.
const [lang, dir, easy] = arguments;
const faults = [];
const root = document.documentElement;
const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[aria-hidden=true], [inert]");
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const words = (el) => `"${el.textContent.replace(/\s+/g, " ").trim().slice(0, 40)}"`;

if (root.lang !== lang) faults.push(`the page says its language is "${root.lang}", not "${lang}"`);
if (getComputedStyle(root).direction !== dir) faults.push(`the page is written ${getComputedStyle(root).direction}, not ${dir}`);
if ((root.dataset.easy === "on") !== easy) faults.push(`the page ${easy ? "is not" : "is"} in easy read`);

const headings = all("h1, h2, h3, h4, h5, h6, [role=heading]");
const level = (el) => Number(el.getAttribute("aria-level") ?? el.tagName[1]);
const first = headings.filter((el) => level(el) === 1);
if (first.length !== 1) faults.push(`there are ${first.length} headings of the first level: ${first.map(words).join(", ")}`);
// What went wrong is told above the first heading, one level below it.
headings.reduce((before, el) => {
  if (level(el) > before + 1) faults.push(`the heading ${words(el)} of level ${level(el)} follows one of level ${before}`);
  return level(el);
}, 1);
for (const el of headings) if (!el.textContent.trim() && !el.querySelector("[aria-label], [alt]")) faults.push("a heading is empty");

const mains = all("main, [role=main]");
if (mains.length !== 1) faults.push(`there are ${mains.length} main landmarks`);
if (first.length === 1 && mains.length === 1 && !mains[0].contains(first[0])) faults.push("the first heading is not in the main landmark");
const navs = all("nav, [role=navigation]");
const names = navs.map((el) => el.getAttribute("aria-label") || document.getElementById(el.getAttribute("aria-labelledby"))?.textContent || "");
if (navs.length > 1 && new Set(names).size < navs.length) faults.push(`several navigations have the same name or none: ${names.join(", ")}`);
const outside = "article, aside, main, nav, section";
const banners = [...all("[role=banner]"), ...all("header:not([role])").filter((el) => !el.parentElement.closest(outside))];
if (banners.length > 1) faults.push(`there are ${banners.length} banners`);

// Whatever speaks of itself speaks through one region; what is loading and what counts letters belongs to its own control.
const live = [...document.querySelectorAll("[aria-live=polite], [role=status], output")].filter((el) => {
  return !el.parentElement.closest("[aria-hidden=true], [inert], main, dialog, form") && !el.matches("[aria-busy=true]");
});
if (live.length > 1) faults.push(`there are ${live.length} live regions for the page`);
const loud = all("[aria-live=assertive]");
if (loud.length) faults.push("something interrupts: a region is assertive");

for (const el of document.querySelectorAll("[id]")) if (document.querySelectorAll(`[id="${CSS.escape(el.id)}"]`).length > 1) faults.push(`the id ${el.id} is there twice`);

// The person has asked for less motion. What takes a millisecond or less is a state, not a movement.
for (const animation of document.getAnimations()) {
  const { duration, endTime } = animation.effect?.getComputedTiming() ?? {};
  if (animation.playState === "running" && (duration > 1 || endTime === Infinity)) faults.push(`something moves although less motion was asked for: ${animation.animationName ?? animation.transitionProperty ?? "a script"} on ${animation.effect?.target?.className || animation.effect?.target?.tagName}`);
}
return [...new Set(faults)];
