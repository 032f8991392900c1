"""A scenario as objects: the tree of reader.py with defaults filled in and formulas compiled."""
import itertools
import math
import re

from distributions import NORMAL
from formula import Language
from reader import option_names


class Part:
    """A group of the file: its name and its compiled settings as attributes."""

    def __init__(self, name, **settings):
        self.name = name
        self.__dict__.update(settings)


def written(setting, default=None):
    """A setting's own value, whether it stands by itself or as `value` of a group."""
    if isinstance(setting, dict):
        setting = setting.get('value')
    return default if setting is None else setting


class Scenario:
    def __init__(self, tree):
        self.tree = tree
        run = tree.get('run', {})
        self.horizon = int(written(run.get('horizon'), 60))
        start = written(run.get('start'))
        self.language = Language(self.resolve, months(start) if start else None)
        self.readers = {}
        self.read_values()
        self.read_events()
        self.read_coalition()
        self.read_talks()
        self.read_ratification()
        self.read_truce()
        self.read_outcomes()
        self.read_names()
        self.read_correlations()

    # ---- names ----

    def resolve(self, name):
        """How a name is read; looked up when it is first read, since sections refer to later ones."""
        return lambda state: self.readers[name](state)

    def formula(self, group, name, default):
        return self.language.compile(written(group.get(name), default))

    def reads(self, node, test, seen=()):
        """Whether a formula reads a name that passes the test, directly or through values and plain events."""
        for name in node.names:
            if test(name):
                return True
            below = self.values.get(name) or getattr(self.events.get(name), 'chance', None)
            if below is not None and name not in seen and self.reads(below, test, tuple(seen) + (name,)):
                return True
        return False

    def read_names(self):
        from names import readers_of
        self.readers = readers_of(self)

    # ---- sections ----

    def read_values(self):
        tree = self.tree
        self.factors = {name: self.language.compile(written(entry)) for name, entry in tree.get('factors', {}).items()}
        self.values = {name: self.language.compile(written(entry)) for name, entry in tree.get('values', {}).items()}

    def read_events(self):
        self.events = {}
        self.timed = []
        for name, entry in self.tree.get('events', {}).items():
            if isinstance(entry, dict) and ('monthly' in entry or 'at' in entry):
                self.timed.append(self.timed_event(name, entry))
            else:
                self.events[name] = Part(name, chance=self.language.compile(written(entry)))

    def timed_event(self, name, entry):
        at = written(entry.get('at'))
        date = isinstance(at, str) and len(at) == 7 and at[4] == '-'
        if date:
            at = self.language.date(at)
        return Part(name, at=None if at is None else self.language.compile(at), date=date,
                    chance=self.formula(entry, 'monthly' if 'monthly' in entry else 'chance', 1),
                    when=self.formula(entry, 'when', True), lasts=self.formula(entry, 'lasts', math.inf),
                    every=self.formula(entry, 'every', math.inf), during=entry.get('during', 'truce'))

    def read_coalition(self):
        self.contributors = []
        for name, entry in self.tree.get('contributors', {}).items():
            defaults = dict(troops=0, joins=1, requires=True, after=0, lead_months=0, leaves=0, pool=None, rotation=None,
                            allowed=True, present=1)
            part = Part(name, **{key: self.formula(entry, key, value) for key, value in defaults.items()})
            part.rotates = 'pool' in entry and 'rotation' in entry
            part.waits = 'after' in entry
            part.force = entry.get('force', 'force')
            self.contributors.append(part)
        self.forces = {'force': self.tree.get('force', {}), **self.tree.get('forces', {})}
        self.forces = {name: Part(name, required=self.formula(entry, 'required', 0), allowed=self.formula(entry, 'allowed', True),
                                  cap=self.formula(entry, 'cap', math.inf)) for name, entry in self.forces.items()}

    def read_talks(self):
        talks = self.tree.get('talks', {})
        self.rounds = int(written(talks.get('rounds'), 12))
        self.months_per_round = float(written(talks.get('months_per_round'), 1))
        self.deadline = float(written(talks.get('deadline'), self.rounds))
        self.rule = talks.get('rule', 'nash')
        self.stages = [self.language.compile(written(entry)) for entry in talks.get('stages', {}).values()]
        self.parties = []
        for name, entry in self.tree.get('parties', {}).items():
            self.parties.append(Part(name, threshold=self.formula(entry, 'threshold', 0),
                                     war_cost=self.formula(entry, 'war_cost', 0),
                                     concession=self.formula(entry, 'concession', 0) if 'concession' in entry else None,
                                     veto=bool(written(entry.get('veto'), True)),
                                     softens=self.formula(entry, 'softens', 0)))
        self.demands = [self.demand(name, entry) for name, entry in self.tree.get('demands', {}).items()]
        self.packages = list(itertools.product(*(range(len(demand.options)) for demand in self.demands)))
        self.together = [self.linked(name, entry) for name, entry in self.tree.get('together', {}).items()]

    def demand(self, name, entry):
        options = option_names(entry['options'])
        compile = self.language.compile
        views = {}
        for party in self.parties:
            if party.name not in entry:
                continue
            view = entry[party.name]
            softens = self.formula(view, 'softens', 0) if 'softens' in view else party.softens
            views[party.name] = Part(party.name, weight=self.formula(view, 'weight', 1), softens=softens,
                                     scores=[compile(score) for score in view['scores']],
                                     refuses=[compile(chance) for chance in view.get('refuses', [])])
        return Part(name, options=options, views=views,
                    available=[compile(condition) for condition in entry.get('available', [True] * len(options))])

    def linked(self, name, entry):
        """An entry of `together`: what it adds for whom, and the packages that it describes."""
        when = self.formula(entry, 'when', True)
        adds = {party.name: self.language.compile(written(entry[party.name])) for party in self.parties if party.name in entry}
        return Part(name, when=when, adds=adds, never=bool(written(entry.get('never'), False)), packages=None)

    def described(self):
        """Works out which packages each entry of `together` describes, which needs the names to be there."""
        for entry in self.together:
            entry.packages = set()
            for package in self.packages:
                state = Part('package', deal=self.deal_of(package), memo={})
                if entry.when.value(state):
                    entry.packages.add(package)

    def deal_of(self, package):
        return {demand.name: demand.options[option] for demand, option in zip(self.demands, package)}

    def read_ratification(self):
        self.ratification = []
        for name, entry in self.tree.get('ratification', {}).items():
            self.ratification.append(Part(name, chance=self.formula(entry, 'chance', 1), takes=self.formula(entry, 'takes', 0),
                                          when=self.formula(entry, 'when', True), if_no=entry.get('if_no', 'end')))

    def read_truce(self):
        truce = self.tree.get('truce', {})
        self.in_force = bool(written(truce.get('in_force'), False))
        self.age = self.formula(truce, 'age', 0)
        self.renews = self.formula(truce, 'renews', 0) if 'renews' in truce else None
        self.causes = [Part(name, hazard=self.formula(entry, 'hazard', 0), contained=self.formula(entry, 'contained', 0))
                       for name, entry in truce.get('causes', {}).items()]
        self.guarantees = []
        for name, entry in self.tree.get('guarantees', {}).items():
            against = entry.get('against')
            part = Part(name, given=self.formula(entry, 'given', True), starts=self.formula(entry, 'starts', 1),
                        lasts=self.formula(entry, 'lasts', math.inf), honoured=self.formula(entry, 'honoured', 1),
                        contains=self.formula(entry, 'contains', 1),
                        fails_for_good=bool(written(entry.get('fails_for_good'), True)),
                        against=None if against is None else set([against] if isinstance(against, str) else against))
            part.reads_deal = self.reads(part.given, self.is_of_deal)
            self.guarantees.append(part)

    def is_of_deal(self, name):
        """Whether a name changes with the deal: in a truce in force, a guarantee that reads it counts months from the deal."""
        return name in ('agreed', 'talks.month', 'talks.round') or name.startswith('deal.') or name.endswith('.utility')

    def read_outcomes(self):
        tree = self.tree.get('outcomes')
        if tree is None:
            tree = {'no_deal': {'when': 'not agreed'}, 'collapses': {'when': 'not truce.held'}, 'holds': {}}
        self.outcomes = [Part(name, when=self.formula(entry, 'when', True)) for name, entry in tree.items()]
        self.headline = self.conditional(written(self.tree.get('headline'), 'truce.held'))
        self.given = self.language.compile(self.tree.get('given', True))
        self.checks = [(check, self.conditional(chance)) for check, chance in self.chances(self.tree.get('checks', []))]
        self.measures = [Part(name, value=self.language.compile(written(entry)),
                              given=self.language.compile(entry.get('given', True) if isinstance(entry, dict) else True))
                         for name, entry in self.tree.get('measures', {}).items()]

    @staticmethod
    def chances(checks):
        """(check, condition) of the checks of one chance of the file itself: P(…) > number."""
        matches = [(check, re.fullmatch(r'\s*P\((.*)\)\s*[<>]=?\s*[0-9.]+%?\s*', check)) for check in checks]
        return [(check, match.group(1)) for check, match in matches if match and 'P(' not in match.group(1)]

    def conditional(self, text):
        """`event` or `event given condition`; None where the headline is the mean of a measure."""
        if text.startswith('mean('):
            return None
        event, _, condition = text.partition(' given ')
        return self.language.compile(event), self.language.compile(condition or True)

    # ---- correlations ----

    def read_correlations(self):
        pairs = {}
        for entry in self.tree.get('correlations', {}).values():
            among = list(itertools.chain(*(self.coupled_names(pattern) for pattern in entry['among'])))
            for one, other in itertools.combinations(among, 2):
                pairs[frozenset((one, other))] = float(written(entry['rho']))
        names = list(dict.fromkeys(itertools.chain(*(sorted(pair) for pair in pairs))))
        self.couplings = {'world': self.coupling([name for name in names if name in self.factors], pairs),
                          'draw': self.coupling([name for name in names if name not in self.factors], pairs)}
        self.coupled = set(names)

    def coupled_names(self, pattern):
        if pattern == '*.joins' or pattern == '*.troops':
            return [contributor.name + pattern[1:] for contributor in self.contributors]
        if pattern.endswith('.*'):
            party = pattern[:-2]
            return [party + '.' + demand.name for demand in self.demands
                    if party in demand.views and demand.views[party].refuses]
        return [pattern]

    def coupling(self, names, pairs):
        """Names and the Cholesky factor of their matrix."""
        size = len(names)
        lower = [[0.0] * size for _ in range(size)]
        for i in range(size):
            for j in range(i + 1):
                rho = 1.0 if i == j else pairs.get(frozenset((names[i], names[j])), 0.0)
                rest = rho - sum(lower[i][k] * lower[j][k] for k in range(j))
                lower[i][j] = math.sqrt(rest) if i == j else rest / lower[j][j]
        return names, lower

    def scores(self, rate, rng):
        """Correlated uniforms of the coupled quantities of a rate, by name."""
        names, lower = self.couplings[rate]
        z = [rng.gauss(0, 1) for _ in names]
        return {name: NORMAL.cdf(sum(lower[i][k] * z[k] for k in range(i + 1))) for i, name in enumerate(names)}


def months(date):
    year, month = date.split('-')
    return int(year) * 12 + int(month) - 1
