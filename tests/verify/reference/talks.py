"""Stage 3 of one draw: the talks, round by round, and ratification."""
import math

import clocks
from draw import red_line, share


def hold(scenario, draw):
    """Sets agreed, the deal, utilities, thresholds and what goes with them."""
    reset(scenario, draw)
    if not scenario.parties or not scenario.demands:
        begin_events(draw, events_of_talks(scenario))
        draw.calendar = 0
        if sign(scenario, draw, (), 0, 0) is not None:
            fail(scenario, draw)
        return
    Talks(scenario, draw).play()


def reset(scenario, draw):
    draw.agreed = draw.signed = draw.talks_refused = 0
    draw.talks_month = draw.talks_round = draw.talks_signed = math.inf
    draw.deal = {}
    draw.utility = {party.name: 0.0 for party in scenario.parties}
    draw.threshold = {}
    draw.refused = {}
    draw.available = {}
    draw.signatures = []  # (month, round, month of the no or None, [(entry asked, answer, months)])
    draw.states = {}      # of events during the talks: by month, where the truce is in force meanwhile


def events_of_talks(scenario):
    return [event for event in scenario.timed if event.during in ('talks', 'both')]


def begin_events(draw, events):
    """The onsets before the talks, of events that still last when they begin; their conditions are those of month 1."""
    draw.calendar = 1
    for event in events:
        clocks.past_onsets(draw, event, 0)
        draw.timed[event.name] = int(0 < clocks.clock_of(draw, event).ends)


class Talks:
    def __init__(self, scenario, draw):
        self.scenario = scenario
        self.draw = draw
        self.events = events_of_talks(scenario)
        self.clock = 0
        self.passed = 0
        self.banned = set()
        self.candidates = {}
        self.utilities = self.value_packages()
        self.lines = {(party.name, demand.name): red_line(draw, party.name, demand.name)
                      for demand in scenario.demands for party in scenario.parties
                      if party.veto and party.name in demand.views and demand.views[party.name].refuses}

    def value_packages(self):
        """Each party's utility of each package."""
        scenario, draw = self.scenario, self.draw
        numbers = []
        for party in scenario.parties:
            views = [demand.views.get(party.name) for demand in scenario.demands]
            weights = tuple(max(0.0, view.weight.value(draw)) if view else 0.0 for view in views)
            scores = tuple(tuple(share(score.value(draw)) for score in view.scores) if view else () for view in views)
            adds = tuple(entry.adds[party.name].value(draw) if party.name in entry.adds else 0.0 for entry in scenario.together)
            numbers.append((weights, scores, adds))
        key = tuple(numbers)
        if getattr(scenario, 'valued', (None,))[0] != key:
            scenario.valued = (key, [self.value_of_party(*own) for own in numbers])
        return scenario.valued[1]

    def value_of_party(self, weights, scores, adds):
        total = sum(weights)
        values = {}
        for package in self.scenario.packages:
            value = sum(w * s[option] for w, s, option in zip(weights, scores, package) if w > 0) / total if total > 0 else 0.0
            added = [add for add, entry in zip(adds, self.scenario.together) if add != 0 and package in entry.packages]
            values[package] = share(value + sum(added)) if added else value
        return values

    def play(self):
        scenario, draw = self.scenario, self.draw
        begin_events(draw, self.events)
        waits_until = -math.inf
        for k in range(1, scenario.rounds + 1):
            month = k * scenario.months_per_round
            self.advance_to(month)
            draw.calendar = month
            self.read_round(k)
            if self.passed < len(scenario.stages) or month <= waits_until:
                continue
            package = self.choose(k, month)
            if package is None:
                continue
            draw.utility = {party.name: self.utilities[i][package] for i, party in enumerate(scenario.parties)}
            no = sign(scenario, draw, package, k, month)
            if no is None:
                return
            if no[0].if_no == 'end':
                break
            waits_until = month + no[1]
            self.banned.add(package)
        fail(scenario, draw)

    def advance_to(self, month):
        """Events and stages, month by month."""
        draw = self.draw
        while self.clock + 1 <= month:
            self.clock += 1
            draw.calendar = self.clock
            for event in self.events:
                clocks.advance(draw, event, self.clock, 0)
            draw.states[self.clock] = dict(draw.timed)
            stages = self.scenario.stages
            if self.passed < len(stages) and draw.happens(share(stages[self.passed].value(draw))):
                self.passed += 1

    def read_round(self, k):
        """Thresholds and what is refused and available in round k."""
        scenario, draw = self.scenario, self.draw
        month = k * scenario.months_per_round
        for party in scenario.parties:
            draw.threshold[party.name] = party.threshold.value(draw)
        self.open = []
        for demand in scenario.demands:
            available = [bool(condition.value(draw)) for condition in demand.available]
            refused = [self.is_refused(demand, option, month) for option in range(len(demand.options))]
            self.open.append(tuple(a and not r for a, r in zip(available, refused)))
            if k == 1:
                draw.available[demand.name] = available
                draw.refused[demand.name] = refused

    def is_refused(self, demand, option, month):
        draw = self.draw
        for party in self.scenario.parties:
            if (party.name, demand.name) not in self.lines:
                continue
            view = demand.views[party.name]
            chance = share(view.refuses[option].value(draw)) * (1 - share(view.softens.value(draw))) ** month
            if self.lines[party.name, demand.name] < chance:
                return True
        return False

    def possible(self):
        """Packages whose options are all open, in order."""
        key = tuple(self.open)
        if key not in self.candidates:
            never = [entry.packages for entry in self.scenario.together if entry.never]
            self.candidates[key] = [package for package in self.scenario.packages
                                    if all(options[option] for options, option in zip(self.open, package))
                                    and not any(package in packages for packages in never)]
        return self.candidates[key]

    def reservation(self, party, month):
        return share(self.draw.threshold[party.name] - party.war_cost.value(self.draw) * month)

    def aspiration(self, party, k, month):
        reserve = self.reservation(party, month)
        if party.concession is None:
            return reserve
        come_down = min(1.0, k / self.scenario.deadline) ** (1 / party.concession.value(self.draw))
        return reserve + (1 - reserve) * (1 - come_down)

    def choose(self, k, month):
        """The package that the rule picks among the acceptable ones, or None."""
        packages = [package for package in self.possible() if package not in self.banned]
        vetoes = [(i, self.reservation(party, month)) for i, party in enumerate(self.scenario.parties) if party.veto]
        for i, party in enumerate(self.scenario.parties):
            if party.veto:
                least = self.aspiration(party, k, month) - 1e-12
                values = self.utilities[i]
                packages = [package for package in packages if values[package] >= least]
        if not packages:
            return None
        if self.scenario.rule == 'random':
            return packages[self.draw.rng.randrange(len(packages))]
        marks = self.marks(packages, vetoes)
        best = max(marks)
        return next(package for package, mark in zip(packages, marks) if mark >= best - 1e-12)

    def marks(self, packages, vetoes):
        rule, utilities = self.scenario.rule, self.utilities
        if rule == 'utilitarian':
            return [sum(values[package] for values in utilities) for package in packages]
        if rule == 'egalitarian':
            return [min(utilities[i][package] - reserve for i, reserve in vetoes) for package in packages]
        if rule == 'kalai_smorodinsky':
            bests = [max(utilities[i][package] for package in packages) for i, _ in vetoes]
            return [min(1.0 if best <= reserve + 1e-12 else (utilities[i][package] - reserve) / (best - reserve)
                        for (i, reserve), best in zip(vetoes, bests)) for package in packages]
        return [math.prod(max(0.0, utilities[i][package] - reserve) for i, reserve in vetoes) ** (1 / len(vetoes))
                for package in packages]


def fail(scenario, draw):
    """The talks end without a deal; signed, talks.signed and talks.round keep what they were."""
    draw.agreed = 0
    draw.talks_month = math.inf
    draw.deal = {}
    draw.utility = {party.name: 0.0 for party in scenario.parties}


def sign(scenario, draw, package, k, month):
    """Signs a package and asks for ratification: None where it enters into force, else the no: (entry, months)."""
    draw.deal = scenario.deal_of(package)
    draw.signed, draw.talks_signed, draw.talks_round = 1, month, k
    answers = []
    for entry in scenario.ratification:
        if entry.when.value(draw):
            takes = math.ceil(max(0.0, entry.takes.value(draw)))
            answers.append((entry, draw.happens(share(entry.chance.value(draw))), takes))
    first_no = min((takes for _, yes, takes in answers if not yes), default=math.inf)
    asked = [answer for answer in answers if answer[2] <= first_no]
    noes = [(entry, takes) for entry, yes, takes in answers if not yes and takes == first_no]
    draw.signatures.append((month, k, month + first_no if noes else None, asked))
    if noes:
        draw.talks_refused += 1
        return noes[0]
    draw.agreed = 1
    draw.talks_month = month + max((takes for _, _, takes in answers), default=0)
    return None
