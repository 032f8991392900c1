// The editor: CodeMirror with the language of scenarios, its mistakes, and completion.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, foldService, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Transaction } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";

import { completionSource } from "./completion.mjs";
import { scenarioLanguage } from "./language.mjs";

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "0.86rem" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--selection)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)", borderColor: "var(--hair)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", padding: ".4rem .7rem", maxWidth: "32rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--error) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--warm) 1px", textUnderlineOffset: "3px" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--panel)", borderColor: "var(--hair)", color: "var(--muted)" },
  ".cm-textfield, .cm-button": { backgroundImage: "none", backgroundColor: "var(--paper)", color: "var(--ink)", borderColor: "var(--muted)" },
});

/** A group folds from its bracket to the line that closes it with the same indent. */
const foldGroups = foldService.of((state, from, to) => {
  const line = state.doc.lineAt(from);
  if (!/[{(]\s*(\/\/.*)?$/.test(line.text) && !/^\s*[{(]/.test(line.text)) return null;
  const indent = /^\s*/.exec(line.text)[0].length;
  for (let n = line.number + 1; n <= state.doc.lines; n++) {
    const below = state.doc.line(n);
    if (/^\s*[})]/.test(below.text) && /^\s*/.exec(below.text)[0].length <= indent) {
      return below.from - 1 > to ? { from: to, to: below.from - 1 } : null;
    }
  }
  return null;
});

/** Without Ctrl+Enter, which runs the scenario and must not add a line to it. */
const ownKeymap = defaultKeymap.filter(({ key }) => key !== "Mod-Enter");

function message({ text, help }) {
  return () => {
    const box = document.createElement("div");
    box.append(Object.assign(document.createElement("div"), { textContent: text }));
    if (help !== "") box.append(Object.assign(document.createElement("div"), { className: "help", textContent: `help: ${help}` }));
    return box;
  };
}

export class Editor {
  #view;
  #extensions;
  #onEdit;
  #silent = false;

  /** words: of words.mjs. settings(): rows of `check`, for completion. onEdit(): the text has changed by the user. */
  constructor(parent, { words, settings, onEdit }) {
    this.#onEdit = onEdit;
    this.#extensions = [
      lineNumbers(), highlightSpecialChars(), foldGutter(), foldGroups, highlightActiveLine(), highlightActiveLineGutter(), history(), drawSelection(),
      indentOnInput(), bracketMatching(), closeBrackets(), search({ top: true }), highlightSelectionMatches(), lintGutter(),
      autocompletion({ override: [completionSource(() => ({ words, settings: settings() }))] }),
      keymap.of([...closeBracketsKeymap, ...ownKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
        ...completionKeymap, ...lintKeymap]),
      scenarioLanguage(words), theme, EditorView.lineWrapping, EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({ "aria-label": "Text of the scenario", spellcheck: "false", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !this.#silent) this.#onEdit();
      }),
    ];
    this.#view = new EditorView({ parent, state: this.#state("") });
  }

  #state(text) {
    return EditorState.create({ doc: text, extensions: this.#extensions });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  /** Another text, with an undo history of its own. */
  open(text) {
    this.#silent = true;
    this.#view.setState(this.#state(text));
    this.#silent = false;
  }

  /** Changes of scenario_text.mjs. Those of one pull at a slider are one step of the undo history: they have no userEvent, since
   * CodeMirror joins steps without one, or of typing. */
  apply(changes, { show = true } = {}) {
    if (changes.length === 0) return;
    this.#view.dispatch({ changes, annotations: Transaction.addToHistory.of(true),
      effects: show ? EditorView.scrollIntoView(changes[0].from, { y: "center" }) : [] });
  }

  /** Underlines messages ({from, to, severity, text, help}). */
  mark(ranges) {
    const length = this.#view.state.doc.length;
    const fit = ranges.map((range) => ({
      from: Math.min(range.from, length), to: Math.min(range.to, length), severity: range.severity,
      message: range.help === "" ? range.text : `${range.text} (${range.help})`, renderMessage: message(range),
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, fit));
  }

  goTo(at) {
    this.#view.dispatch({ selection: { anchor: Math.min(at, this.#view.state.doc.length) },
      effects: EditorView.scrollIntoView(Math.min(at, this.#view.state.doc.length), { y: "center" }) });
    this.#view.focus();
  }

  focus() {
    this.#view.focus();
  }
}
