// Sliders and tick boxes. They read the text and write into it, and keep nothing of their own: undo, links and files
// have it all.

import { byId, element } from "./dom.mjs";
import { capitalsOf, labelOf, positionOf, shown, slidersOf, written } from "./quantities.mjs";
import { nameAt, setList, TICKED, tickedIn, withoutSet, withSet, withTicked } from "./scenario_text.mjs";

const MOST_SLIDERS = 8;

export class Controls {
  #editor;
  #sliders = new Map(); // path: {range, label, input, output, as, reset}
  #drivers = [];
  #settings = [];
  #names = [];

  /** editor: text and apply(changes), of the scenario's own text. */
  constructor(editor) {
    this.#editor = editor;
  }

  /** Another scenario: what mattered in the one before is forgotten. */
  forget() {
    this.#drivers = [];
    this.#settings = [];
    this.#names = [];
    this.#draw([]);
    byId("variants-group").hidden = true;
  }

  /** settings: rows of `check` that the text decides, without the outermost `set`; names: texts in which names of settings may stand. */
  setSettings(settings, names) {
    this.#settings = settings;
    this.#names = names;
    this.#update();
  }

  /** The drivers of the base, by the last run; a fixed quantity moves nothing and has no row, so rows once known stay. */
  setDrivers(drivers) {
    const known = new Set(drivers.map(({ quantity }) => quantity));
    this.#drivers = [...drivers.filter((row) => row.difference !== null), ...this.#drivers.filter((row) => !known.has(row.quantity))];
    this.#update();
  }

  /** Takes over what the text has, after an edit by hand. */
  readText() {
    const set = new Map((setList(this.#editor.text)?.items ?? []).map((one) => [one.path, one.value]));
    for (const [path, slider] of this.#sliders) this.#place(slider, set.get(path));
  }

  #update() {
    const paths = (setList(this.#editor.text)?.items ?? []).map((one) => one.path);
    const wanted = slidersOf(this.#drivers, this.#settings, paths, MOST_SLIDERS);
    const kept = [...this.#sliders.keys()].filter((path) => this.#settings.some((one) => one.path === path));
    const isSame = wanted.length === this.#sliders.size && wanted.every(({ path }) => this.#sliders.has(path));
    if (!isSame && !(kept.length >= wanted.length && byId("sliders").contains(document.activeElement))) this.#draw(wanted);
    wanted.forEach((one) => this.#fit(one));
    this.readText();
  }

  #label(path) {
    const named = (one) => this.#names.map((text) => nameAt(text, one)).find((name) => name) ?? null;
    return labelOf(path, named, capitalsOf(this.#names));
  }

  #draw(list) {
    this.#sliders.clear();
    byId("sliders").replaceChildren(...list.map((one, i) => this.#slider(one, i)));
    byId("sliders-hint").hidden = false;
  }

  #slider({ path, range }, i) {
    const id = `slider-${i}`;
    const label = element("label", { for: id });
    const output = element("output", { for: id, "aria-live": "off" }); // aria-valuetext has the same words
    const reset = element("button", { type: "button", className: "reset", textContent: "As written" });
    const input = element("input", { id, type: "range", "aria-describedby": `${id}-as` });
    const as = element("p", { id: `${id}-as`, className: "as" });
    const slider = { range, label, input, output, as, reset };
    input.addEventListener("input", () => {
      const value = written(slider.range, Number(input.value));
      this.#editor.apply(withSet(this.#editor.text, path, value));
      this.#place(slider, value);
    });
    reset.addEventListener("click", () => {
      this.#editor.apply(withoutSet(this.#editor.text, path));
      this.#place(slider, undefined);
      input.focus();
    });
    this.#sliders.set(path, slider);
    return element("div", { className: "slider", "data-path": path }, label, output, input, as, reset);
  }

  /** Range and texts of a slider, which an edit of the text may change under the reader's hand. */
  #fit({ path, setting, range }) {
    const slider = this.#sliders.get(path);
    if (!slider) return;
    const name = this.#label(path);
    slider.range = range;
    put(slider.label, { textContent: name });
    put(slider.input, { min: String(range.low), max: String(range.high), step: String(range.step) });
    put(slider.as, { title: `${path}: ${setting.written}`, textContent: setting.understood });
    put(slider.reset, { title: `${path} as the file has it: ${setting.written}` });
    slider.reset.setAttribute("aria-label", `${name}: as written`);
  }

  /** value: of its line in the outermost `set`; undefined: as the file has it. */
  #place({ range, input, output, reset }, value) {
    const at = value === undefined ? range.start : positionOf(range, value);
    if (at !== null && Number(input.value) !== at) input.value = String(at);
    const text = value === undefined ? "as written" : at === null ? value : shown(range, at);
    put(output, { textContent: text });
    input.setAttribute("aria-valuetext", text);
    reset.hidden = value === undefined;
    input.parentElement?.classList.toggle("held", value !== undefined);
  }

  /** variants: of the last run ({variant, name}); figures: their rows in the report, variant to {figure, difference}. */
  setVariants(variants, figures) {
    const ticked = tickedIn(this.#editor.text);
    const own = variants.filter(({ variant }) => variant !== "base" && variant !== TICKED);
    const focus = document.activeElement?.id;
    byId("variants-group").hidden = own.length === 0;
    byId("variants").replaceChildren(...own.map((one) => this.#tick(one, ticked, own, figures.get(one.variant))));
    const both = variants.find(({ variant }) => variant === TICKED);
    if (both) {
      const row = figures.get(TICKED);
      byId("variants").append(element("li", { className: "together" }, element("span", { textContent: "Ticked, together" }), figureOf(row)));
    }
    if (focus?.startsWith("tick-")) byId(focus)?.focus();
  }

  #tick({ variant, name }, ticked, own, row) {
    const box = element("input", { type: "checkbox", id: `tick-${variant}`, checked: ticked.includes(variant) });
    box.addEventListener("change", () => {
      const ids = own.map((one) => one.variant).filter((id) => byId(`tick-${id}`).checked);
      const names = own.filter((one) => ids.includes(one.variant)).map((one) => one.name);
      this.#editor.apply(withTicked(this.#editor.text, ids, names.join(" + ")));
    });
    return element("li", {}, box, element("label", { for: box.id, textContent: name }), figureOf(row));
  }
}

/** Sets the properties that differ. */
function put(target, properties) {
  for (const [name, value] of Object.entries(properties)) if (target[name] !== value) target[name] = value;
}

function figureOf(row) {
  const figure = element("span", { className: "figure" });
  if (row) figure.append(element("strong", { textContent: row.figure }), ` ${row.difference}`);
  return figure;
}
