#!/usr/bin/env python3
"""Invents a scenario from a seed: parts of the language thrown together, for reference.py to compare.

    invent.py SEED [--without in_force,renews,...] > FILE        parts: see PARTS
"""
import argparse
import math
import random

PARTS = ('in_force', 'renews', 'guarantees', 'ratification', 'together', 'during', 'every', 'calendar', 'softens', 'incidents',
         'experts', 'values', 'variants', 'forces', 'present')


class Inventor:
    def __init__(self, seed, without):
        self.rng = random.Random(seed)
        self.more = random.Random(seed + 1000003)  # parts that came later, so that seeds keep their other parts
        self.without = set(without)
        self.lines = []
        self.known = []     # conditions that may be read at the stage that is being written
        self.horizon = self.rng.choice([1, 4, 9, 14, 14, 20])
        self.pace = self.rng.choice([1, 1, 1, 0.5, 2])
        self.rounds = self.rng.randint(2, 14)
        self.in_force = self.has('in_force', 0.3)
        if self.in_force:
            self.horizon = max(self.horizon, math.ceil(self.rounds * self.pace))
        self.calendar = self.has('calendar', 0.5)
        self.ratified = self.renewed = False
        self.refused = [False, False, False]  # parties that refuse anything
        self.guarantees = []
        self.naming = random.Random('names %d' % seed)  # of its own: the same seed without values is the same otherwise
        self.values = ['mood = "f0 + normal(0, 0.7)";', 'doubt = { value = "unknown(uniform(-0.5, 0.5))"; name = "Doubt"; };']

    def has(self, part, chance=0.5):
        return part not in self.without and self.rng.random() < chance

    def has_more(self, part, chance=0.5):
        return part not in self.without and self.more.random() < chance

    def some(self, least, most):
        return range(self.rng.randint(least, most))

    def number(self, low, high, digits=2):
        return round(self.rng.uniform(low, high), digits)

    # ---- formulas ----

    def condition(self):
        one = self.rng.choice(self.known)
        shape = self.rng.random()
        if shape < 0.2 and len(self.known) > 1:
            return self.named('%s %s %s' % (one, self.rng.choice(['and', 'or']), self.rng.choice(self.known)))
        return self.named('not (%s)' % one if shape < 0.4 else one)

    def named(self, condition):
        """Sometimes the name of a value that stands for the condition, itself or through another value."""
        if 'values' in self.without or self.naming.random() < 0.6:
            return condition
        name = 'v%d' % len(self.values)
        self.values.append('%s = "%s";' % (name, condition))
        if self.naming.random() < 0.3:
            self.values.append('w%s = "if(%s, 1, 0) + 1";' % (name, name))
            return 'w%s > 1.5' % name
        return name

    def moved_by(self):
        """What moves a chance: a factor, or a value that others read too."""
        if 'values' in self.without:
            return 'f0'
        return self.naming.choice(['f0', 'mood', 'doubt', 'mood'])

    def chance(self, low, high):
        p = self.number(low, high)
        shape = self.rng.random()
        if shape < 0.35 and self.known:
            return '"if(%s, %s, %s)"' % (self.condition(), self.number(low, high), p)
        if shape < 0.55:
            return '"logistic(logit(%s) + %s * %s)"' % (min(0.98, max(0.02, p)), self.number(-0.8, 0.8), self.moved_by())
        if shape < 0.62:
            return '"unknown(uniform(%s, %s))"' % (low, high)
        return str(p)

    def amount(self, low, high):
        shape = self.rng.random()
        x, y = sorted((self.number(low, high, 1), self.number(low, high, 1)))
        if shape < 0.3 and x > 0:
            return '"%s to %s"' % (x, y + 0.5)
        if shape < 0.5 and self.known:
            return '"if(%s, %s, %s)"' % (self.condition(), x, y)
        return '"uniform(%s, %s)"' % (x, y + 0.1) if shape < 0.65 else str(y)

    def whole(self, low, high):
        shape = self.rng.random()
        if shape < 0.3 and self.known:
            return '"if(%s, %d, %d)"' % (self.condition(), self.rng.randint(low, high), self.rng.randint(low, high))
        return str(self.rng.randint(low, high))

    # ---- sections ----

    def write(self, line):
        self.lines.append(line)

    def scenario(self):
        start = ' start = "2025-10";' if self.calendar else ''
        self.write('run: { worlds = 200; replications = 50; seed = 1; horizon = %d;%s };' % (self.horizon, start))
        self.write('factors: { f0 = "normal(0, 1)"; f1 = "uniform(0, 1)"; };')
        self.known = ['f0 > 0.3', 'f1 < 0.4']
        self.events_and_coalition()
        self.talks()
        self.correlate()
        self.truce()
        self.ends()
        self.experts()
        if 'variants' not in self.without:
            self.write('variants: { both: { of = ( "more", "less" ); set = ( "factors.f1 = uniform(0.3, 1)" ); };'
                       ' more: { set = ( "events.e0 = 0.9", "factors.f0 = normal(0.5, 1)" ); }; less: { set = ( "events.e0 = 0.3" ); }; };')
        if 'values' not in self.without:
            self.write('values: { %s };' % '\n  '.join(self.values))
        return '\n'.join(self.lines) + '\n'

    def events_and_coalition(self):
        events = ['e%d = %s;' % (i, self.chance(0.2, 0.8)) for i in self.some(1, 2)]
        self.known += ['e%d' % i for i in range(len(events))]
        self.before_talks = list(self.known)
        self.in_talks, self.in_truce, self.both = [], [], []
        clock = list(self.known)
        for i in self.some(0, 2):
            if self.has('during', 0.7):
                self.known = clock + self.in_talks + (["calendar >= %d" % self.rng.randint(1, 6)] if self.calendar else [])
                both = self.rng.random() < 0.4
                events.append('t%d: { %s during = "%s"; };' % (i, self.timing('talks'), 'both' if both else 'talks'))
                self.in_talks.append('t%d' % i)
                self.both += ['t%d' % i] if both else []
        self.event_lines = events
        self.known = list(self.before_talks)
        self.contributors()

    def timing(self, clock):
        rng = self.rng
        parts = []
        if rng.random() < 0.5:
            parts.append('monthly = %s;' % self.chance(0.03, 0.3))
        else:
            late = self.horizon if clock == 'truce' else self.rounds
            if self.calendar and rng.random() < 0.5:
                month = rng.randint(-4, 14)
                parts.append('at = "%d-%02d";' % (2025 + (9 + month) // 12, (9 + month) % 12 + 1))
            else:
                parts.append('at = %d;' % rng.randint(1, max(1, late)))
            parts.append('chance = %s;' % self.chance(0.4, 1))
        if self.has('every', 0.3):
            parts.append('every = %d;' % rng.randint(1, 6))
        if rng.random() < 0.7:
            parts.append('lasts = %d;' % rng.randint(1, 5))
        if rng.random() < 0.4:
            parts.append('when = "%s";' % self.condition())
        return ' '.join(parts)

    def contributors(self):
        self.contributor_lines = []
        for i in self.some(1, 4):
            line = 'troops = "%dk to %dk"; joins = %s; ' % (i + 1, i + 4, self.chance(0.4, 0.95))
            line += 'lead_months = %s;' % self.amount(0, 4)
            if i > 0 and self.rng.random() < 0.4:
                line += ' after = "%dk";' % self.rng.randint(1, 4)
            elif self.rng.random() < 0.3:
                line += ' requires = "%s";' % self.condition()
            self.contributor_lines.append(['c%d' % i, line])
        self.known += ['c0.joins', 'force.offered >= 3k', 'force.contributors >= 2']
        self.monitors = self.has_more('forces', 0.6)
        if self.monitors:
            self.second_force()
            self.known += ['w0.joins', 'monitors.offered >= monitors.required']

    def second_force(self):
        for i in range(self.more.randint(1, 3)):
            line = 'force = "monitors"; troops = "%d to %d"; joins = %s; lead_months = %d;' % (
                40 * i + 30, 90 * i + 90, round(self.more.uniform(0.4, 0.95), 2), self.more.randint(0, 4))
            if i > 0 and self.more.random() < 0.5:
                line += ' after = %d;' % self.more.randint(20, 90)
            self.contributor_lines.append(['w%d' % i, line])

    def present(self):
        """A share of the troops that depends on the months, on what has happened, or on chance."""
        month = self.more.randint(2, 6)
        return self.more.choice(['"if(month < %d, 30%%, 100%%)"' % month, '"if(month < %d, 1, 0.4)"' % month,
                                 '"clamp(month / %d, 0, 1)"' % (month + 2), '"if(%s, 20%%, 90%%)"' % self.more.choice(self.known),
                                 '"unknown(uniform(0.3, 1.1))"', '0.7'])

    def talks(self):
        self.rule = self.rng.choice(['nash', 'kalai_smorodinsky', 'egalitarian', 'utilitarian', 'random'])
        self.deal = []
        draw_known = list(self.known)
        if self.rng.random() < 0.12:
            self.after_deal = draw_known
            self.parties = []
            return
        self.known = draw_known + self.in_talks * 2
        if self.calendar and 'during' not in self.without:
            self.known.append('calendar >= %d' % self.rng.randint(1, 6))
        self.parties = ['p%d' % i for i in range(self.rng.randint(2, 3))]
        lines = []
        for i, party in enumerate(self.parties):
            parts = ['threshold = "uniform(%s, %s)%s";' % (self.number(0.2, 0.4), self.number(0.5, 0.75), self.shift(0.1)),
                     'war_cost = %s;' % self.chance(0, 0.03)]
            if self.rng.random() < 0.4:
                parts.append('concession = %s;' % self.rng.choice([0.5, 1, 1.7, '"exp(0.4 * f0)"', '"uniform(0.5, 2)"']))
            if self.has('softens', 0.5):
                parts.append('softens = %s;' % self.plain(0, 0.15, draw_known))
            if i == 2 and self.rng.random() < 0.6:
                parts.append('veto = false;')
            lines.append('%s: { %s };' % (party, ' '.join(parts)))
        self.write('parties: { %s };' % '\n  '.join(lines))
        self.write('demands: {')
        for d in self.some(1, 3):
            self.demand(d, draw_known)
        self.write('};')
        stages = ' '.join('s%d = %s;' % (i, self.chance(0.3, 0.9)) for i in self.some(0, 2))
        deadline = max(1, self.rounds - self.rng.randint(0, 3)) if stages else self.rounds
        self.write('talks: { rounds = %d; months_per_round = %s; deadline = %d; rule = "%s";%s };'
                   % (self.rounds, self.pace, deadline, self.rule, ' stages: { %s };' % stages if stages else ''))
        self.after_deal = draw_known + self.deal * 2 + ['p0.utility > 0.5', 'talks.month > 3']
        if self.has('together'):
            self.together()
        if self.has('ratification', 0.4):
            self.ratify(draw_known)

    def plain(self, low, high, known):
        """A chance that only reads what is known before the talks."""
        kept, self.known = self.known, known
        result = self.chance(low, high)
        self.known = kept
        return result

    def shift(self, size):
        return ' + if(%s, %s, 0)' % (self.condition(), self.number(-size, size)) if self.rng.random() < 0.5 else ''

    def demand(self, d, draw_known):
        count = self.rng.randint(2, 3)
        options = ['o%d' % i for i in range(count)]
        lines = []
        for i, party in enumerate(self.parties):
            scores = [0, 0.55, 1] if count == 3 else [0, 1]
            if i % 2:
                scores = [1, 0.6, 0] if count == 3 else [1, 0]
            scores = [str(score) for score in scores]
            if self.rng.random() < 0.3:
                scores[0] = self.plain(0, 1, draw_known)
            line = 'weight = %s; scores = ( %s );' % (self.plain_weight(draw_known), ', '.join(scores))
            if self.rng.random() < 0.6:
                self.refused[i] = True
                refuses = [0] * count
                refuses[0 if i % 2 == 0 else count - 1] = self.chance(0.2, 0.9)
                if count == 3:
                    refuses[1] = self.chance(0, 0.3)
                line += ' refuses = ( %s );' % ', '.join(map(str, refuses))
                if self.has('softens', 0.2):
                    line += ' softens = %s;' % self.number(0, 0.2)
            lines.append('%s: { %s };' % (party, line))
        available = ''
        if self.rng.random() < 0.35:
            available = ' available = ( %s );' % ', '.join(['"%s"' % self.condition()] + ['"true"'] * (count - 1))
        names = ', '.join('"%s"' % option for option in options)
        self.write('  d%d: { options = ( %s );%s\n    %s };' % (d, names, available, '\n    '.join(lines)))
        self.deal += ["deal.d%d == 'o%d'" % (d, self.rng.randrange(count)), "deal.d%d != 'o%d'" % (d, self.rng.randrange(count))]

    def plain_weight(self, known):
        weight = self.rng.randint(1, 4)
        if self.rng.random() < 0.2:
            return '"if(%s, %d, %d)"' % (self.rng.choice(known), weight, self.rng.randint(1, 4))
        return str(weight)

    def together(self):
        kept, self.known = self.known, self.deal
        entries = []
        for i in self.some(1, 3):
            when = self.condition()
            if i == 2:
                entries.append('g%d: { when = "%s and %s"; never = true; };' % (i, self.deal[0], when))
            else:
                add = ' '.join('%s = %s;' % (party, self.number(-0.4, 0.4)) for party in self.parties if self.rng.random() < 0.7)
                entries.append('g%d: { when = "%s"; %s };' % (i, when, add or 'p0 = "0.2 * f1";'))
        self.write('together: { %s };' % '\n  '.join(entries))
        self.known = kept

    def ratify(self, draw_known):
        self.known = draw_known + self.deal * 2 + ['p1.utility > 0.5', 'talks.signed > 2']
        entries = []
        for i in self.some(1, 3):
            line = 'chance = %s; takes = %s;' % (self.chance(0.4, 0.95), self.amount(0, 3))
            if self.rng.random() < 0.3:
                line += ' when = "%s";' % self.condition()
            if self.rng.random() < 0.5:
                line += ' if_no = "talks";'
            entries.append('r%d: { %s };' % (i, line))
        self.write('ratification: { %s };' % '\n  '.join(entries))
        self.ratified = True
        self.after_deal += ['talks.refused >= 1', 'talks.month >= talks.signed + 2']

    def correlate(self):
        pools = [['*.joins'], ['f0', 'f1'], ['c0.joins', 'e0'], ['c0.joins', 'c0.troops']]
        if self.refused[0]:
            pools.append(['p0.*'])
        if self.refused[0] and self.refused[1]:
            pools.append(['p0.*', 'p1.*', 'e0'])
        entries = ['k%d: { among = ( %s ); rho = %s; };' % (i, ', '.join('"%s"' % name for name in pool), self.number(0.05, 0.35))
                   for i, pool in enumerate(pools) if self.rng.random() < 0.35]
        if entries:
            self.write('correlations: { %s };' % ' '.join(entries))

    def truce(self):
        month = ['month >= %d' % self.rng.randint(2, 6)]
        if self.calendar:
            month += ['calendar >= %d' % self.rng.randint(3, 16)]
        timed = []
        for i in self.some(0, 3):
            self.known = self.after_deal + timed * 2 + self.in_talks
            timed.append('m%d' % i)
            self.event_lines.append('m%d: { %s };' % (i, self.timing('truce')))
        if self.parties and not self.in_force and self.rng.random() < 0.5:
            self.known = self.after_deal
            self.event_lines.append('late = %s;' % self.chance(0.2, 0.8))
            self.after_deal = self.after_deal + ['late'] * 2
        self.lines.insert(2, 'events: { %s };' % '\n  '.join(self.event_lines))
        self.known = self.after_deal + month * 2 + timed * 2 + self.in_talks
        monthly = list(self.known)
        for entry in self.contributor_lines:
            if self.rng.random() < 0.5:
                entry[1] += ' leaves = %s;' % self.chance(0.05, 0.9)
            if self.rng.random() < 0.2:
                entry[1] += ' allowed = "%s";' % self.condition()
            if self.has_more('present', 0.4):
                entry[1] += ' present = %s;' % self.present()
        contributors = '\n  '.join('%s: { %s };' % tuple(entry) for entry in self.contributor_lines)
        self.lines.insert(3, 'contributors: { %s };' % contributors)
        allowed = ' allowed = "%s";' % self.condition() if self.rng.random() < 0.4 else ''
        cap = ' cap = "if(%s, 4k, inf)";' % self.condition() if self.rng.random() < 0.3 else ''
        self.lines.insert(4, 'force: { required = "uniform(2k, 8k)"; thresholds = ( 2000, 4000, 6000 );%s%s };' % (allowed, cap))
        if self.monitors:
            own = self.more.choice(['', ' cap = 150;', ' allowed = "%s";' % self.more.choice(self.known),
                                    ' cap = "if(%s, 60, 200)";' % self.more.choice(self.known)])
            self.lines.insert(5, 'forces: { monitors: { required = "uniform(40, 200)"; thresholds = ( 50, 100, 150 );%s }; };' % own)
        self.known = monthly + ['force.ratio >= 0.8', 'force.deployed >= 2k']
        if self.monitors:
            self.known += ['monitors.ratio >= 0.5', 'monitors.deployed >= 60'] * 2
        if 'incidents' not in self.without:
            self.known.append('truce.incidents >= 1')
        causes = ['a%d' % i for i in self.some(1, 3)]
        self.guarantees = []
        if self.has('guarantees', 0.6):
            self.write_guarantees(causes)
        self.write_causes(causes, monthly)

    def write_guarantees(self, causes):
        lines = []
        for i in self.some(1, 3):
            line = 'honoured = %s; contains = %s;' % (self.chance(0.3, 1), self.chance(0.4, 1))
            if self.rng.random() < 0.6:
                line += ' given = "%s";' % self.condition()
            if self.rng.random() < 0.5:
                line += ' starts = %s;' % self.rng.choice([1, 2, 4, '"uniform(1, 4)"'])
                line += ' lasts = %s;' % self.rng.choice([1, 3, 8, '"2 to 6"'])
            if self.rng.random() < 0.5:
                line += ' against = ( "%s" );' % self.rng.choice(causes)
            if self.rng.random() < 0.4:
                line += ' fails_for_good = false;'
            lines.append('u%d: { %s };' % (i, line))
            self.guarantees.append('u%d' % i)
            self.known = self.known + ['u%d.in_force' % i]
        self.write('guarantees: { %s };' % '\n  '.join(lines))

    def write_causes(self, causes, monthly):
        lines = []
        for cause in causes:
            weibull = 'weibull_hazard(%s, %d)' % (self.number(0.5, 1.5), self.rng.randint(6, 30))
            hazard = self.rng.choice(['%s' % self.number(0.02, 0.2), '0.08 * lognormal(0, 0.6)', weibull])
            lines.append('%s: { hazard = "%s * if(%s, %s, 1)"; contained = %s; };'
                         % (cause, hazard, self.condition(), self.number(0.4, 2.5), self.chance(0, 0.8)))
        settings = 'in_force = true; age = %d; ' % self.rng.randint(0, 6) if self.in_force else ''
        if self.has('renews', 0.35):
            self.known = [c for c in monthly if not c.startswith('month')] + ['month >= 3']
            settings += 'renews = %s; ' % self.chance(0.05, 0.5)
            self.renewed = True
        self.write('truce: { %scauses: { %s }; };' % (settings, '\n  '.join(lines)))

    def ends(self):
        self.write('outcomes: { none: { when = "not agreed%s"; }; war: { when = "not truce.held"; };'
                   ' calm: { when = "truce.violations == 0"; }; held: { }; };' % (' and truce.held' if self.in_force else ''))
        conditions = ['agreed', 'force.committed >= 3k', 'truce.violations >= 2', 'e0 given agreed']
        conditions.append('truce.months >= %d' % (self.horizon // 2))
        conditions += ['%s.threshold >= 0.5' % party for party in self.parties[:1]]
        conditions += ['%s.utility >= 0.5 given agreed' % party for party in self.parties]
        conditions += ['%s given agreed' % name for name in self.in_talks]
        for name in self.guarantees:
            conditions += ['%s.tested >= 1' % name, '%s.failed >= 1' % name]
        if self.monitors:
            conditions += ['monitors.committed >= 80', 'monitors.deployed >= 50 given agreed', 'w0.joins given force.offered >= 3k']
        if self.ratified:
            conditions += ['signed', 'talks.refused >= 1', 'talks.signed >= 3 given signed', 'talks.round >= 3 given signed']
        if self.renewed:
            conditions += ['truce.at_peace', 'truce.spells >= 2', 'truce.peace_months >= %d' % (self.horizon * 2 // 3)]
        else:
            conditions += ['%s.in_force given agreed' % name for name in self.guarantees]
            conditions += ['month >= 3 given agreed', 'force.deployed >= 2k given agreed']
        self.write('checks = ( %s );' % ',\n  '.join('"P(%s) >= 0"' % condition for condition in conditions))


    def experts(self):
        if not self.has('experts', 0.3):
            return
        rng = self.rng
        self.known = []
        lines = []
        for i in self.some(2, 3):
            sets = ['factors.f0 = normal(%s, %s)' % (self.number(-1, 1), self.number(0.5, 1.5)),
                    'factors.f1 = uniform(%s, %s)' % (self.number(0, 0.4), self.number(0.5, 1)),
                    'events.e0 = %s' % self.number(0.1, 0.9), 'contributors.c0.joins = %s' % self.number(0.3, 0.9),
                    'talks.rule = %s' % rng.choice(['nash', 'egalitarian', 'utilitarian', 'random']),
                    'contributors.c0.troops = %dk to %dk' % (rng.randint(1, 3), rng.randint(4, 7))]
            sets = rng.sample(sets, rng.randint(1, 4))
            lines.append('x%d: { weight = %s; set = ( %s ); };' % (i, self.number(0.5, 3), ', '.join('"%s"' % entry for entry in sets)))
        self.write('experts: { %s };' % '\n  '.join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('seed', type=int)
    parser.add_argument('--without', default='')
    options = parser.parse_args()
    print(Inventor(options.seed, [part for part in options.without.split(',') if part]).scenario(), end='')


if __name__ == '__main__':
    main()
