"""The engine's tables, and the comparison of their figures with the reference's as z-scores."""
import csv
import math
import os
from statistics import NormalDist

LIMIT = 4.5


def rows(folder, name, variant):
    path = os.path.join(folder, name + '.csv')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8-sig', newline='') as file:
        return [row for row in csv.DictReader(file) if row['variant'] == variant]


def number(text):
    return float(text) if text not in (None, '') else None


def student(worlds):
    """The 97.5% quantile of Student's t, by its expansion in the normal quantile (Abramowitz and Stegun 26.7.5)."""
    z = NormalDist().inv_cdf(0.975)
    n = max(1, worlds - 1)
    return z + (z ** 3 + z) / (4 * n) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n * n)


def share_error(p, low, high, worlds):
    """The standard error behind a Wilson interval: (p - b)^2 = t^2 b (1 - b) / n at either end b."""
    if None in (p, low, high) or not 0 < p < 1:
        return None
    end = high if high - p > p - low else low
    if not 0 < end < 1:
        return None
    return math.sqrt(p * (1 - p) * (p - end) ** 2 / (end * (1 - end))) / student(worlds)


class Engine:
    """Figures of one variant in a folder of tables: key -> (value, standard error or None)."""

    def __init__(self, folder, variant, worlds):
        self.folder = folder
        self.variant = variant
        self.worlds = worlds
        self.draws = int(self.rows('outcomes')[0]['draws'])
        self.figures = {}
        self.wanted = {'force': [], 'months': [], 'packages': []}
        self.read()

    def rows(self, name):
        return rows(self.folder, name, self.variant)

    def put(self, key, row, column, low=None, high=None):
        value = number(row.get(column))
        if value is not None:
            self.figures[key] = (value, share_error(value, number(row.get(low)), number(row.get(high)), self.worlds))

    def read(self):
        interval = ('mc_low', 'mc_high')
        for row in self.rows('outcomes'):
            self.put(('outcomes', row['outcome']), row, 'probability', *interval)
        for row in self.rows('headline'):
            self.put(('headline', 'probability'), row, 'probability', *interval)
        for row in self.rows('experts'):
            self.put(('experts', row['expert'], 'probability'), row, 'probability', *interval)
            self.figures['experts', row['expert'], 'worlds'] = (float(row['worlds']) / self.worlds, None)
        for row in self.rows('checks'):
            self.put(('checks', row['check']), row, 'value', *interval)
        for row in self.rows('contributors'):
            self.put(('contributors', row['contributor'], 'joins'), row, 'joins', *interval)
            for column in ('troops_mean', 'pivotal', 'shapley'):
                self.put(('contributors', row['contributor'], column), row, column)
        for row in self.rows('force'):
            key = (row.get('force', 'force'), row['quantity'], float(row['troops']))
            self.put(('force',) + key, row, 'exceedance', *interval)
            self.wanted['force'].append(key)
        for row in self.rows('talks'):
            self.put(('talks', float(row['month'])), row, 'agreed', *interval)
            self.wanted['months'].append(float(row['month']))
        self.read_deals(interval)
        self.read_truce(interval)

    def read_deals(self, interval):
        for row in self.rows('demands'):
            key = ('demands', row['demand'], row['option'])
            self.put(key + ('share',), row, 'share', *interval)
            self.put(key + ('available',), row, 'available')
            self.put(key + ('refused',), row, 'refused')
        for row in self.rows('parties'):
            for column in ('threshold_mean', 'utility_mean'):
                self.put(('parties', row['party'], column), row, column)
        for row in self.rows('packages')[:8]:
            columns = list(row)
            package = tuple(row[column] for column in columns[columns.index('share') + 1:] if not column.startswith('utility_'))
            self.put(('packages', package), row, 'share')
            self.wanted['packages'].append(package)

    def read_truce(self, interval):
        for row in self.rows('truce'):
            month = int(float(row['month']))
            self.put(('truce', month, 'survival'), row, 'survival', *interval)
            if self.draws:
                self.figures['truce', month, 'at_risk'] = (float(row['at_risk']) / self.draws, None)
            for column in row:
                if column.startswith('cause_'):
                    self.put(('truce', month, column), row, column)
        for row in self.rows('measures'):
            self.put(('measures', row['measure']), row, 'mean')
        for row in self.rows('ratification'):
            key = ('ratification', row['entry'])
            self.put(key + ('asked',), row, 'asked')
            self.put(key + ('yes',), row, 'yes', *interval)
            self.put(key + ('month',), row, 'month')
        for row in self.rows('guarantees'):
            for column in ('in_force', 'tested', 'honoured', 'contained', 'saved'):
                self.put(('guarantees', row['guarantee'], column), row, column, column + '_low', column + '_high')


def is_share(key):
    """Whether a figure is a share of cases, and not a mean of numbers."""
    return key[0] not in ('parties', 'measures') and key[-1] not in ('troops_mean', 'month')


def score(key, own, theirs, their_error, ratio):
    """z of one figure: `own` is (value, standard error, cases); `ratio` is the reference's draws over the engine's."""
    value, own_error, cases = own
    own_error = own_error or 0.0
    if their_error is None:
        their_error = own_error * math.sqrt(ratio)
    if is_share(key):
        # the binomial error of what both saw together: neither may pass for exact where it saw few cases
        middle = (value * ratio + theirs) / (ratio + 1)
        binomial = math.sqrt(max(0.0, middle * (1 - middle)) / cases)
        own_error = max(own_error, binomial)
        their_error = max(their_error, binomial * math.sqrt(ratio))
    else:
        own_error = max(own_error, 2 * max(1.0, abs(value)) / cases)  # a value that is rare may have been missed altogether
    total = math.hypot(own_error, their_error)
    difference = value - theirs
    if abs(difference) <= 1e-9 * max(1.0, abs(value)):
        return 0.0
    return difference / total if total > 0 else math.copysign(math.inf, difference)


def compared(tally, engine):
    """(key, reference, engine, z) of every figure that both have."""
    ratio = tally.draws / engine.draws
    result = []
    figures = tally.figures()
    for key, (theirs, their_error) in engine.figures.items():
        if key not in figures or figures[key][0] is None:
            continue  # the reference saw no case of the condition
        result.append((key, figures[key][0], theirs, score(key, figures[key], theirs, their_error, ratio)))
    result += [(key, figure[0], None, math.inf) for key, figure in figures.items()
               if key not in engine.figures and key[0] in ('guarantees', 'ratification', 'measures', 'experts') and figure[0] is not None]
    return result
