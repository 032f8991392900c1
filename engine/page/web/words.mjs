// The words of the scenario language, from the grammar of the editors (scenarios/editors), which a test holds against
// the program.

/** The alternatives of a pattern such as \b(?:a|b|c)\b. */
function alternatives(pattern) {
  const list = /\((?:\?:)?([A-Za-z0-9_|]+)\)/.exec(pattern);
  return list ? list[1].split("|") : [];
}

function matchOf(patterns, name) {
  return alternatives(patterns.find((one) => one.name === `${name}.entente`)?.match ?? "");
}

/** Sections, settings, functions, distributions, operators and constants of a TextMate grammar. */
export function wordsOf(grammar) {
  const setting = grammar.repository.setting.patterns;
  const formula = grammar.repository.formula.patterns;
  return {
    sections: matchOf(setting, "keyword.control.section"),
    settings: matchOf(setting, "support.type.property-name"),
    texts: alternatives(grammar.repository.text.begin),
    functions: matchOf(formula, "support.function"),
    distributions: matchOf(formula, "support.function.distribution"),
    operators: matchOf(formula, "keyword.operator.word"),
    constants: matchOf(formula, "constant.language"),
  };
}
