// Runs axe-core on what a frame shows. The checker is a file beside the gallery; it is loaded when it is wanted.

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Rules about a page as a whole; a story of a component is not one.
const OF_PAGES = ["region", "landmark-one-main", "landmark-unique", "landmark-complementary-is-top-level",
  "landmark-no-duplicate-banner", "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main", "page-has-heading-one", "heading-order"];

function load(page) {
  return new Promise((done, failed) => {
    const script = page.createElement("script");
    script.src = new URL("beside/axe.min.js", document.baseURI).href;
    script.onload = done;
    script.onerror = () => {
      script.remove();
      failed(new Error("missing"));
    };
    page.head.append(script);
  });
}

/** What axe-core finds: `{ version, passed, found: [{ id, impact, help, places }] }`, or `{ missing: true }`. */
export async function audit(frame, whole) {
  const page = document.getElementById(frame)?.contentDocument;
  if (!page?.body) return JSON.stringify({ missing: true });
  const view = page.defaultView;
  try {
    if (!view.axe) await load(page);
    // A development server may answer a missing file with the page itself.
    if (!view.axe) return JSON.stringify({ missing: true });
  } catch {
    return JSON.stringify({ missing: true });
  }
  try {
    const rules = whole ? {} : Object.fromEntries(OF_PAGES.map((rule) => [rule, { enabled: false }]));
    const result = await view.axe.run(page, { runOnly: RULES, rules, resultTypes: ["violations"] });
    return JSON.stringify({
      version: result.testEngine.version,
      passed: result.passes.length,
      found: result.violations.map(({ id, impact, help, nodes }) => (
        { id, impact: impact ?? "", help, places: nodes.map((node) => node.target.flat().join(" ")) }
      )),
    });
  } catch (error) {
    // Another run is under way: it reports by itself.
    return JSON.stringify({ again: String(error) });
  }
}
