"""Figures: ratios of sums over draws, with the world as sampling unit, and what each draw adds to them."""
import math

import talks
import truce
from draw import Draw, World


class Ratio:
    """Sum of numerators over sum of denominators; its standard error from the spread of worlds, linearised."""

    __slots__ = ('n', 'd', 'nn', 'nd', 'dd', 'worlds')

    def __init__(self):
        self.n = self.d = self.nn = self.nd = self.dd = 0.0
        self.worlds = 0

    def add(self, n, d):
        self.n += n
        self.d += d
        self.nn += n * n
        self.nd += n * d
        self.dd += d * d
        self.worlds += d > 0

    def value(self):
        return self.n / self.d if self.d else None

    def error(self, worlds):
        if not self.d or worlds < 2:
            return None
        r = self.n / self.d
        squares = max(0.0, self.nn - 2 * r * self.nd + r * r * self.dd)
        return math.sqrt(squares * worlds / (worlds - 1)) / self.d


class Tally:
    """All figures of a run, by key."""

    def __init__(self, scenario, wanted):
        self.scenario = scenario
        self.wanted = wanted  # months of talks.csv, thresholds of force.csv, packages: what the engine's tables ask for
        self.ratios = {}
        self.worlds = 0
        self.draws = 0

    def world_done(self, sums):
        self.worlds += 1
        for key, (n, d) in sums.items():
            self.ratios.setdefault(key, Ratio()).add(n, d)

    def figures(self):
        """key -> (value, standard error, sum of denominators)."""
        return {key: (ratio.value(), ratio.error(self.worlds), ratio.d) for key, ratio in self.ratios.items()}


class Expert:
    """A judge: the scenario with the settings of the expert; `name` is None where a file has no experts."""

    def __init__(self, name, weight, scenario):
        self.name = name
        self.weight = weight
        self.scenario = scenario


def play(panel, worlds, replications, rng, wanted):
    """Plays worlds x replications and tallies them; each world is played by one expert, drawn by weight."""
    for expert in panel:
        expert.scenario.described()
    tally = Tally(panel[0].scenario, wanted)
    for _ in range(worlds):
        expert = rng.choices(panel, [one.weight for one in panel])[0] if len(panel) > 1 else panel[0]
        sums = play_world(expert.scenario, replications, rng, wanted, tally)
        count_expert(panel, expert, sums)
        tally.world_done(sums)
    return tally


def play_world(scenario, replications, rng, wanted, tally):
    world = World(scenario, rng)
    sums = {}
    for _ in range(replications):
        draw = Draw(scenario, world, rng)
        talks.hold(scenario, draw)
        truce.follow(scenario, draw)
        if scenario.given.value(draw):
            tally.draws += 1
            count(scenario, draw, sums, wanted)
    return sums


def count_expert(panel, expert, sums):
    """Whose world it was, and the headline of the expert alone."""
    if expert.name is None:
        return
    for one in panel:
        sums['experts', one.name, 'worlds'] = (float(one is expert), 1.0)
    if ('headline', 'probability') in sums:
        sums['experts', expert.name, 'probability'] = sums['headline', 'probability']


def count(scenario, draw, sums, wanted):
    def add(key, numerator, denominator=1):
        if denominator:
            n, d = sums.get(key, (0.0, 0.0))
            sums[key] = (n + numerator, d + denominator)
    outcome = next((entry.name for entry in scenario.outcomes if entry.when.value(draw)), None)
    for entry in scenario.outcomes:
        add(('outcomes', entry.name), entry.name == outcome)
    if scenario.headline:
        event, condition = scenario.headline
        holds = bool(condition.value(draw))
        add(('headline', 'probability'), holds and bool(event.value(draw)), holds)
    for check, (event, condition) in scenario.checks:
        holds = bool(condition.value(draw))
        add(('checks', check), holds and bool(event.value(draw)), holds)
    for measure in scenario.measures:
        given = bool(measure.given.value(draw))
        add(('measures', measure.name), measure.value.value(draw) if given else 0.0, given)
    count_coalition(scenario, draw, add, wanted)
    count_talks(scenario, draw, add, wanted)
    count_truce(scenario, draw, add)


def count_coalition(scenario, draw, add, wanted):
    members = {force: draw.members(force) for force in scenario.forces}
    order = {force: draw.rng.sample(own, len(own)) for force, own in members.items()}
    for c in scenario.contributors:
        joins = c in members[c.force]
        add(('contributors', c.name, 'joins'), joins)
        troops = draw.sustained(c) if joins else 0.0
        add(('contributors', c.name, 'troops_mean'), troops, joins)
        required, offered = draw.required(c.force), draw.offered(c.force)
        add(('contributors', c.name, 'pivotal'), joins and offered >= required > offered - troops)
        add(('contributors', c.name, 'shapley'), joins and turns(draw, order[c.force], c, required))
    for force, quantity, troops in wanted['force']:
        number = {'offered': draw.offered, 'committed': draw.committed.get, 'required': draw.required}[quantity](force)
        add(('force', force, quantity, troops), number >= troops)


def turns(draw, order, contributor, required):
    """Whether the sum in this order reaches what is required with this contributor."""
    before = 0.0
    for member in order:
        if member is contributor:
            return before < required <= before + draw.sustained(member)
        before += draw.sustained(member)
    return False


def count_talks(scenario, draw, add, wanted):
    for month in wanted['months']:
        add(('talks', month), draw.talks_month <= month)
    add(('talks', 'signed'), draw.signed)
    for demand in scenario.demands:
        for option, name in enumerate(demand.options):
            add(('demands', demand.name, name, 'share'), draw.agreed and draw.deal.get(demand.name) == name, draw.agreed)
            if draw.available:
                add(('demands', demand.name, name, 'available'), draw.available[demand.name][option])
                add(('demands', demand.name, name, 'refused'), draw.refused[demand.name][option])
    for party in scenario.parties:
        if party.name in draw.threshold:
            add(('parties', party.name, 'threshold_mean'), draw.threshold[party.name])
        add(('parties', party.name, 'utility_mean'), draw.utility[party.name], draw.agreed)
    deal = tuple(draw.deal.get(demand.name) for demand in scenario.demands)
    for package in wanted['packages']:
        add(('packages', package), draw.agreed and deal == package, draw.agreed)
    signatures = len(draw.signatures)
    for entry in scenario.ratification:
        asked = [answer for signature in draw.signatures for answer in signature[3] if answer[0] is entry]
        add(('ratification', entry.name, 'asked'), len(asked), signatures)
        add(('ratification', entry.name, 'yes'), sum(yes for _, yes, _ in asked), len(asked))
        add(('ratification', entry.name, 'month'), sum(takes for _, _, takes in asked), len(asked))


def count_truce(scenario, draw, add):
    counted = 1 if scenario.in_force else draw.agreed
    for month in range(1, scenario.horizon + 1):
        add(('truce', month, 'survival'), counted and draw.truce_months >= month, counted)
        add(('truce', month, 'at_risk'), counted and draw.truce_months >= month - 1)
        for cause in scenario.causes:
            add(('truce', month, 'cause_' + cause.name), draw.cause == cause.name and draw.truce_months < month, counted)
    for guarantee in scenario.guarantees:
        counts = draw.counts[guarantee.name]
        add(('guarantees', guarantee.name, 'in_force'), counts['months'], draw.truce_total)
        add(('guarantees', guarantee.name, 'tested'), counts['spells_tested'], draw.spells)
        add(('guarantees', guarantee.name, 'honoured'), counts['honoured'], counts['tests'])
        add(('guarantees', guarantee.name, 'contained'), counts['contained'], counts['honoured'])
        add(('guarantees', guarantee.name, 'saved'), counts['spells_saved'], draw.spells_held)
