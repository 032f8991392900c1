"""Reader of scenario files: the part of libconfig that scenarios use, `base`, and lists of `path = value`.

A group is a dict in file order, a list or array a list, a string a str, a number an int or a float, a truth value a bool.
"""
import os
import re

TOKEN = re.compile(r'''
    (?P<space>\s+|//[^\n]*|\#[^\n]*|/\*.*?\*/)
  | (?P<text>"(?:[^"\\]|\\.)*")
  | (?P<number>[-+]?(?:0[xX][0-9A-Fa-f]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)L{0,2})
  | (?P<name>[A-Za-z*][-A-Za-z0-9_*]*)
  | (?P<sign>[][{}(),;:=])
''', re.VERBOSE | re.DOTALL)

ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', '"': '"', '\\': '\\'}


def tokens_of(text):
    tokens = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise ValueError('cannot read the scenario at: %r' % text[position:position + 40])
        position = match.end()
        if match.lastgroup != 'space':
            tokens.append((match.lastgroup, match.group()))
    return tokens


class Reader:
    """Recursive descent over the tokens of one file."""

    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ('end', '')

    def take(self, sign=None):
        kind, text = self.peek()
        if sign is not None and text != sign:
            raise ValueError('expected %r, found %r (token %d)' % (sign, text, self.at))
        self.at += 1
        return kind, text

    def settings(self, closing):
        group = {}
        while self.peek()[1] != closing:
            kind, name = self.take()
            if kind != 'name':
                raise ValueError('expected a name, found %r' % name)
            if self.peek()[1] not in ('=', ':'):
                raise ValueError('expected = or : after %s' % name)
            self.take()
            if name in group:
                raise ValueError('%s stands twice' % name)
            group[name] = self.value()
            if self.peek()[1] in (';', ','):
                self.take()
        return group

    def value(self):
        kind, text = self.take()
        if text == '{':
            group = self.settings('}')
            self.take('}')
            return group
        if text in ('(', '['):
            closing = ')' if text == '(' else ']'
            entries = []
            while self.peek()[1] != closing:
                entries.append(self.value())
                if self.peek()[1] == ',':
                    self.take()
            self.take(closing)
            return entries
        if kind == 'text':
            whole = unquoted(text)
            while self.peek()[0] == 'text':
                whole += unquoted(self.take()[1])
            return whole
        if kind == 'number':
            return number_of(text)
        if kind == 'name' and text.lower() in ('true', 'false'):
            return text.lower() == 'true'
        raise ValueError('expected a value, found %r' % text)


def unquoted(text):
    return re.sub(r'\\(.)', lambda match: ESCAPES.get(match.group(1), match.group(1)), text[1:-1])


def number_of(text):
    text = text.rstrip('L')
    if text.lower().startswith('0x'):
        return int(text, 16)
    return int(text) if re.fullmatch(r'[-+]?\d+', text) else float(text)


def merged(below, above):
    """`above` goes over `below`, group by group."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    result = dict(below)
    for name, value in above.items():
        result[name] = merged(result[name], value) if name in result else value
    return result


def option_names(options):
    return [option.split(':')[0].strip() for option in options]


def set_value(text):
    """The value behind the = of a `set` entry: a list in parentheses, or a number, or a formula."""
    text = text.strip()
    if text.startswith('('):
        return [set_value(part) for part in split_list(text[1:-1])]
    if re.fullmatch(r'".*"', text):
        return unquoted(text)
    if re.fullmatch(r'[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?', text):
        return number_of(text)
    if text in ('true', 'false'):
        return text == 'true'
    return text


def split_list(text):
    parts, depth, quoted, part = [], 0, False, ''
    for letter in text:
        quoted ^= letter == '"'
        depth += (letter == '(') - (letter == ')') if not quoted else 0
        if letter == ',' and depth == 0 and not quoted:
            parts.append(part)
            part = ''
        else:
            part += letter
    return parts + [part] if part.strip() else parts


def apply_set(tree, entry):
    """Applies one `path = value`, also to an entry of a list by the name of its option."""
    path, text = entry.split('=', 1)
    steps = path.strip().split('.')
    node = tree
    options = option_names(tree['demands'][steps[1]]['options']) if steps[0] == 'demands' and len(steps) > 2 else []
    for step in steps[:-1]:
        node = node.setdefault(step, {})
    last = steps[-1]
    if isinstance(node, list):
        node[options.index(last)] = set_value(text)
    elif isinstance(node.get(last), dict) and 'value' in node[last] and not text.strip().startswith('{'):
        node[last]['value'] = set_value(text)
    else:
        node[last] = set_value(text)


def read_one(path):
    with open(path, encoding='utf-8') as file:
        reader = Reader(file.read())
    tree = reader.settings('')
    if 'base' in tree:
        below = read_one(os.path.join(os.path.dirname(path), tree.pop('base')))
        tree = merged(below, tree)
    return tree


def read_scenario(path, sets=()):
    """The tree of a scenario: its base, the file, its own `set`, then the entries of `sets`."""
    tree = read_one(path)
    for entry in list(tree.pop('set', [])) + list(sets):
        apply_set(tree, entry)
    return tree
