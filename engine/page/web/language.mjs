// Highlighting of scenarios: outside of quotes sections, settings and names; within the quotes of a formula its numbers,
// functions, distributions and operators; names and notes stay plain text.

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?[%kMB]?/;

function tokenizer(words) {
  const sections = new Set(words.sections);
  const settings = new Set(words.settings);
  const texts = new Set(words.texts);
  const calls = new Set(words.functions);
  const distributions = new Set(words.distributions);
  const formulaWords = new Set([...words.operators, ...words.constants]);

  function inComment(stream, state) {
    if (stream.skipTo("*/")) {
      stream.match("*/");
      state.comment = false;
    } else {
      stream.skipToEnd();
    }
    return "comment";
  }

  function inText(stream, state) {
    while (!stream.eol()) {
      const c = stream.next();
      if (c === "\\") stream.next();
      else if (c === '"') {
        state.quoted = "";
        break;
      }
    }
    return "string";
  }

  function formulaWord(stream) {
    const word = stream.current();
    if (formulaWords.has(word)) return "keyword";
    if (stream.match(/^\s*\(/, false)) return distributions.has(word) ? "atom" : calls.has(word) ? "function" : "name";
    return "variableName";
  }

  function inFormula(stream, state) {
    if (stream.eat('"')) {
      state.quoted = "";
      return "punctuation";
    }
    if (stream.eat("\\")) {
      stream.next();
      return "string";
    }
    if (stream.match(/^'[^'"]*'/)) return "string";
    if (stream.match(NUMBER)) return "number";
    if (stream.match(/^[A-Za-z_][A-Za-z0-9_.]*/)) return formulaWord(stream);
    if (stream.match(/^[-+*/^]|^[<>=!]=?/)) return "operator";
    stream.next();
    return null;
  }

  function name(stream, state) {
    const word = stream.current();
    const isSetting = stream.match(/^\s*[:=](?!=)/, false);
    if (!isSetting) return /^(true|false)$/i.test(word) ? "atom" : null;
    state.text = texts.has(word);
    if (sections.has(word) && state.depth === 0) return "heading";
    return settings.has(word) || texts.has(word) ? "propertyName" : "definition";
  }

  function outside(stream, state) {
    if (stream.match("/*")) {
      state.comment = true;
      return inComment(stream, state);
    }
    if (stream.match("//") || stream.match("#")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.eat('"')) {
      state.quoted = state.text ? "text" : "formula";
      return state.text ? inText(stream, state) : "punctuation";
    }
    if (stream.match(NUMBER)) return "number";
    if (stream.match(/^[A-Za-z*][-A-Za-z0-9_*]*/)) return name(stream, state);
    const c = stream.next();
    if ("{([".includes(c)) state.depth++;
    if ("})]".includes(c)) state.depth = Math.max(0, state.depth - 1);
    if (c === ";" || c === "}") state.text = false;
    return null;
  }

  return {
    name: "entente",
    startState: () => ({ depth: 0, comment: false, quoted: "", text: false }),
    copyState: (state) => ({ ...state }),
    token(stream, state) {
      if (stream.eatSpace()) return null;
      if (state.comment) return inComment(stream, state);
      if (state.quoted === "text") return inText(stream, state);
      return state.quoted === "formula" ? inFormula(stream, state) : outside(stream, state);
    },
    indent(state, after, context) {
      const depth = state.depth - (/^\s*[})\]]/.test(after) ? 1 : 0);
      return Math.max(0, depth) * context.unit;
    },
    languageData: { commentTokens: { line: "//", block: { open: "/*", close: "*/" } }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
    tokenTable: {
      heading: tags.heading, definition: tags.definition(tags.variableName), function: tags.function(tags.variableName),
      name: tags.variableName,
    },
  };
}

const style = HighlightStyle.define([
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: tags.heading, color: "var(--accent)", fontWeight: "700" },
  { tag: tags.propertyName, color: "var(--code-setting)" },
  { tag: tags.definition(tags.variableName), color: "var(--ink)", fontWeight: "700" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: tags.atom, color: "var(--code-distribution)" },
  { tag: tags.function(tags.variableName), color: "var(--accent)" },
  { tag: tags.keyword, color: "var(--warm)" },
  { tag: tags.operator, color: "var(--warm)" },
  { tag: tags.punctuation, color: "var(--muted)" },
]);

/** Language and colours for the editor. */
export function scenarioLanguage(words) {
  return [StreamLanguage.define(tokenizer(words)), syntaxHighlighting(style)];
}
