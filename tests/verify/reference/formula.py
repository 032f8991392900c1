"""Formulas of the scenario language: text to a function of the state of a draw.

`Language(resolve, start)` compiles for one scenario. `resolve(name)` gives the function that reads a name from the state;
`start` is run.start in months, or None. What compiles has
    .value(state)   the number, condition (True, False) or string
    .names          the names that it reads
    .distribution   (name, argument nodes) where the whole formula is one distribution, else None
A distribution takes one value in each draw, or in each world within `factors` and `unknown`: it is kept in `state.memo`
(or `state.world.memo`) under its own identity.
"""
import math
import re

from distributions import NORMAL, draw

TOKEN = re.compile(r'''\s*(?:
    (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:%|[kMB](?![A-Za-z0-9_]))?)
  | (?P<text>'[^']*')
  | (?P<name>[a-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
  | (?P<sign><=|>=|==|!=|[-+*/^(),<>])
)''', re.VERBOSE)

SUFFIX = {'%': 0.01, 'k': 1e3, 'M': 1e6, 'B': 1e9}
DISTRIBUTIONS = {'uniform', 'triangular', 'pert', 'normal', 'lognormal', 'lognormal_mean_sd', 'exponential', 'gamma', 'beta',
                 'weibull', 'student_t', 'bernoulli', 'binomial', 'poisson', 'discrete', 'quantiles', 'mixture', 'truncate'}


def logistic(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def logit(p):
    return math.inf if p >= 1 else -math.inf if p <= 0 else math.log(p / (1 - p))


def exponential(x):
    return math.exp(x) if x < 709 else math.inf


def logarithm(x):
    return math.log(x) if x > 0 else -math.inf


def power(x, y):
    if x == 0 and y < 0:
        return math.inf
    return x ** y


def quotient(x, y):
    if y == 0:
        return math.nan if x == 0 else math.copysign(math.inf, x)
    return x / y


FUNCTIONS = {'min': min, 'max': max, 'clamp': lambda x, low, high: min(max(x, low), high), 'abs': abs, 'exp': exponential,
             'log': logarithm, 'sqrt': math.sqrt, 'floor': math.floor, 'logistic': logistic, 'logit': logit,
             'normal_cdf': NORMAL.cdf, 'normal_quantile': NORMAL.inv_cdf}
COMPARISONS = {'==': lambda x, y: x == y, '!=': lambda x, y: x != y, '<': lambda x, y: x < y, '<=': lambda x, y: x <= y,
               '>': lambda x, y: x > y, '>=': lambda x, y: x >= y}
ARITHMETIC = {'+': lambda x, y: x + y, '-': lambda x, y: x - y, '*': lambda x, y: x * y, '/': quotient, '^': power}


class Node:
    def __init__(self, value, names=(), distribution=None, share=False):
        self.value = value
        self.names = frozenset(names)
        self.distribution = distribution
        self.share = share  # a number written with %


def constant(x, share=False):
    return Node(lambda state: x, share=share)


def joined(nodes):
    return frozenset().union(*(node.names for node in nodes))


def distribution_node(name, args):
    """A distribution as a part of a formula: one value for each draw."""
    node = Node(None, joined(args), (name, args))

    def value(state):
        if node not in state.memo:
            state.memo[node] = draw(name, arguments(node.distribution, state), state.rng)
        return state.memo[node]
    node.value = value
    return node


def arguments(distribution, state):
    """Numbers of a distribution's arguments; the distributions within mixture and truncate as (name, numbers)."""
    name, args = distribution
    inner = {'truncate': lambda i: i == 0, 'mixture': lambda i: i % 2 == 1}.get(name, lambda i: False)
    return [(arg.distribution[0], arguments(arg.distribution, state)) if inner(i) else arg.value(state)
            for i, arg in enumerate(args)]


def unknown_node(inner):
    """What could be known: one value for each world."""
    node = Node(None, inner.names)

    def value(state):
        memo = state.world.memo
        if node not in memo:
            memo[node] = draw(inner.distribution[0], arguments(inner.distribution, state.world), state.rng)
        return memo[node]
    node.value = value
    return node


class Language:
    def __init__(self, resolve, start=None):
        self.resolve = resolve
        self.start = start

    def compile(self, written):
        if isinstance(written, Node):
            return written
        if not isinstance(written, str):
            return constant(written)
        return Parser(self, written).whole()

    def date(self, text):
        year, month = text.split('-')
        return int(year) * 12 + int(month) - 1 - self.start


class Parser:
    def __init__(self, language, text):
        self.language = language
        self.text = text
        self.tokens = []
        position = 0
        while text[position:].strip():
            match = TOKEN.match(text, position)
            if not match:
                raise ValueError('cannot read the formula %r at %r' % (text, text[position:]))
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            position = match.end()
        self.at = 0

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ''

    def take(self, expected=None):
        if self.at >= len(self.tokens) or (expected and self.peek() != expected):
            raise ValueError('expected %r in %r, found %r' % (expected, self.text, self.peek()))
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self):
        node = self.either()
        if self.at < len(self.tokens):
            raise ValueError('cannot read %r behind a formula: %r' % (self.peek(), self.text))
        return node

    def either(self):
        left = self.both()
        while self.peek() == 'or':
            self.take()
            left = logical(left, self.both(), lambda x, y, state: bool(x.value(state)) or bool(y.value(state)))
        return left

    def both(self):
        left = self.negation()
        while self.peek() == 'and':
            self.take()
            left = logical(left, self.negation(), lambda x, y, state: bool(x.value(state)) and bool(y.value(state)))
        return left

    def negation(self):
        if self.peek() == 'not':
            self.take()
            inner = self.negation()
            return Node(lambda state: not inner.value(state), inner.names)
        return self.comparison()

    def comparison(self):
        left = self.interval()
        if self.peek() in COMPARISONS:
            compare = COMPARISONS[self.take()[1]]
            right = self.interval()
            return Node(lambda state: compare(left.value(state), right.value(state)), joined((left, right)))
        return left

    def interval(self):
        low = self.sum()
        if self.peek() == 'to':
            self.take()
            high = self.sum()
            return distribution_node('to_share' if low.share and high.share else 'to', [low, high])
        return low

    def sum(self):
        return self.chain(('+', '-'), self.product)

    def product(self):
        return self.chain(('*', '/'), self.sign)

    def chain(self, signs, part):
        left = part()
        while self.peek() in signs:
            left = arithmetic(self.take()[1], left, part())
        return left

    def sign(self):
        if self.peek() == '-':
            self.take()
            inner = self.sign()
            return Node(lambda state: -inner.value(state), inner.names, share=inner.share)
        return self.power()

    def power(self):
        base = self.atom()
        if self.peek() == '^':
            self.take()
            return arithmetic('^', base, self.sign())
        return base

    def atom(self):
        kind, text = self.take()
        if text == '(':
            node = self.either()
            self.take(')')
            return node
        if kind == 'number':
            factor = SUFFIX.get(text[-1], 1)
            number = float(text[:-1]) * factor if text[-1] in SUFFIX else float(text)
            return constant(number, share=text[-1] == '%')
        if kind == 'text':
            return self.quoted(text[1:-1])
        if kind == 'name':
            return self.call(text) if self.peek() == '(' else self.name(text)
        raise ValueError('cannot read %r in %r' % (text, self.text))

    def quoted(self, text):
        if re.fullmatch(r'\d{4}-\d{2}', text):
            return constant(float(self.language.date(text)))
        return constant(text)

    def name(self, text):
        known = {'true': True, 'false': False, 'inf': math.inf}
        if text in known:
            return constant(known[text])
        return Node(self.language.resolve(text), (text,))

    def call(self, name):
        self.take('(')
        args = []
        while self.peek() != ')':
            args.append(self.either())
            if self.peek() == ',':
                self.take()
        self.take(')')
        if name == 'unknown':
            return unknown_node(args[0])
        if name in DISTRIBUTIONS:
            return distribution_node(name, args)
        if name == 'if':
            condition, yes, no = args
            return Node(lambda state: (yes if condition.value(state) else no).value(state), joined(args))
        if name == 'weibull_hazard':
            return Node(lambda state: weibull_hazard(state, *(arg.value(state) for arg in args)), joined(args) | {'month'})
        function = FUNCTIONS[name]
        return Node(lambda state: function(*(arg.value(state) for arg in args)), joined(args))


def logical(left, right, value):
    return Node(lambda state: value(left, right, state), joined((left, right)))


def arithmetic(sign, left, right):
    operation = ARITHMETIC[sign]
    return Node(lambda state: operation(left.value(state), right.value(state)), joined((left, right)))


def weibull_hazard(state, shape, scale):
    """The integrated hazard of the month; months before the talks count where the truce is older."""
    month = state.month + state.age
    return (month / scale) ** shape - ((month - 1) / scale) ** shape
