// Colours as the browser really makes them of the tokens, in each look. The root is dressed and undressed within one
// step, so nothing of it is seen.

/** `[[r, g, b, a], ..]` for each look and token. Looks are `{ theme, contrast }`, tokens names without hyphens. */
export function measure(looks, tokens) {
  const root = document.documentElement;
  const before = ["data-theme", "data-contrast"].map((name) => [name, root.getAttribute(name)]);
  const set = (name, value) => (value ? root.setAttribute(name, value) : root.removeAttribute(name));
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pixel.canvas.width = pixel.canvas.height = 1;
  const measured = JSON.parse(looks).map(({ theme, contrast }) => {
    set("data-theme", theme);
    set("data-contrast", contrast);
    return JSON.parse(tokens).map((token) => {
      probe.style.color = `var(--${token})`;
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = getComputedStyle(probe).color;
      pixel.fillRect(0, 0, 1, 1);
      return [...pixel.getImageData(0, 0, 1, 1).data];
    });
  });
  probe.remove();
  for (const [name, value] of before) set(name, value);
  return JSON.stringify(measured);
}
