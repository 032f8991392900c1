// The report in a frame of its own: it may hold no script (sandbox, and a policy of its own), and the page only hands
// it over. The frame shares the page's origin so that the page can keep the reader's place and print it.

const NEW_WINDOW = 'target="_blank" rel="noopener noreferrer"';

/** Links within the report stay within the frame, links out of it open a window of their own. */
function forFrame(html) {
  return html.replace(/<head>/, '<head>\n<base href="about:srcdoc">')
    .replace(/<a href="(https?:)/g, `<a ${NEW_WINDOW} href="$1`);
}

/** The heading above the middle of the view, and how far it is from the top: where the reader is. */
function placeIn(view) {
  const headings = [...view.document.querySelectorAll("h1, h2, h3")];
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < view.innerHeight / 3).pop();
  return above && view.scrollY > 0 ? { text: above.textContent, top: above.getBoundingClientRect().top } : null;
}

function restore(view, place) {
  if (!place) return;
  const heading = [...view.document.querySelectorAll("h1, h2, h3")].find((one) => one.textContent === place.text);
  if (heading) view.scrollTo({ top: view.scrollY + heading.getBoundingClientRect().top - place.top, behavior: "instant" });
}

export class ReportView {
  #frame;
  #html = "";
  #place = null;

  constructor(frame) {
    this.#frame = frame;
    frame.addEventListener("load", () => this.#loaded());
  }

  get html() {
    return this.#html;
  }

  /** Shows a report; the reader stays in the section where they are. keep: false for another scenario. */
  show(html, keep = true) {
    const view = this.#frame.contentWindow;
    this.#place = keep && this.#html !== "" && view?.document?.body ? placeIn(view) : null;
    this.#html = html;
    this.#frame.srcdoc = forFrame(html);
  }

  clear() {
    this.#place = null;
    this.#html = "";
    this.#frame.srcdoc = "";
  }

  #loaded() {
    const view = this.#frame.contentWindow;
    if (this.#html !== "" && view?.document?.body) restore(view, this.#place);
  }

  /** The answer in one sentence, as the report's own description has it; "" where there is no report. */
  get answer() {
    const parsed = new DOMParser().parseFromString(this.#html, "text/html");
    return parsed.querySelector('meta[name="description"]')?.content ?? "";
  }

  /** The whole height of the report, so that it prints over as many sheets as it takes. */
  get height() {
    return this.#frame.contentWindow?.document?.documentElement?.scrollHeight ?? 0;
  }

  print() {
    this.#frame.contentWindow?.focus();
    this.#frame.contentWindow?.print();
  }
}
