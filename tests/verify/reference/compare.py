"""The engine's tables, and the comparison of their figures with the reference's as z-scores."""
import csv
import math
import os
from statistics import NormalDist

LIMIT = 4.5


def rows(folder, name):
    path = os.path.join(folder, name + '.csv')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8-sig', newline='') as file:
        return [row for row in csv.DictReader(file) if row['variant'] == 'base']


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
    """Figures of one folder of tables: key -> (value, standard error or None)."""

    def __init__(self, folder, worlds, draws):
        self.folder = folder
        self.worlds = worlds
        self.draws = draws
        self.figures = {}
        self.wanted = {'force': [], 'months': [], 'packages': []}
        self.read()

    def put(self, key, row, column, low=None, high=None):
        value = number(row.get(column))
        if value is not None:
            self.figures[key] = (value, share_error(value, number(row.get(low)), number(row.get(high)), self.worlds))

    def read(self):
        folder = self.folder
        interval = ('mc_low', 'mc_high')
        for row in rows(folder, 'outcomes'):
            self.put(('outcomes', row['outcome']), row, 'probability', *interval)
        for row in rows(folder, 'headline'):
            self.put(('headline', 'probability'), row, 'probability', *interval)
        for row in rows(folder, 'checks'):
            self.put(('checks', row['check']), row, 'value', *interval)
        for row in rows(folder, 'contributors'):
            self.put(('contributors', row['contributor'], 'joins'), row, 'joins', *interval)
            for column in ('troops_mean', 'pivotal', 'shapley'):
                self.put(('contributors', row['contributor'], column), row, column)
        for row in rows(folder, 'force'):
            key = (row.get('force', 'force'), row['quantity'], float(row['troops']))
            self.put(('force',) + key, row, 'exceedance', *interval)
            self.wanted['force'].append(key)
        for row in rows(folder, 'talks'):
            self.put(('talks', float(row['month'])), row, 'agreed', *interval)
            self.wanted['months'].append(float(row['month']))
        self.read_deals(interval)
        self.read_truce(interval)

    def read_deals(self, interval):
        for row in rows(self.folder, 'demands'):
            key = ('demands', row['demand'], row['option'])
            self.put(key + ('share',), row, 'share', *interval)
            self.put(key + ('available',), row, 'available')
            self.put(key + ('refused',), row, 'refused')
        for row in rows(self.folder, 'parties'):
            for column in ('threshold_mean', 'utility_mean'):
                self.put(('parties', row['party'], column), row, column)
        for row in rows(self.folder, 'packages')[:8]:
            columns = list(row)
            package = tuple(row[column] for column in columns[columns.index('share') + 1:] if not column.startswith('utility_'))
            self.put(('packages', package), row, 'share')
            self.wanted['packages'].append(package)

    def read_truce(self, interval):
        for row in rows(self.folder, 'truce'):
            month = int(float(row['month']))
            self.put(('truce', month, 'survival'), row, 'survival', *interval)
            if self.draws:
                self.figures['truce', month, 'at_risk'] = (float(row['at_risk']) / self.draws, None)
            for column in row:
                if column.startswith('cause_'):
                    self.put(('truce', month, column), row, column)
        for row in rows(self.folder, 'measures'):
            self.put(('measures', row['measure']), row, 'mean')
        for row in rows(self.folder, 'ratification'):
            key = ('ratification', row['entry'])
            self.put(key + ('asked',), row, 'asked')
            self.put(key + ('yes',), row, 'yes', *interval)
            self.put(key + ('month',), row, 'month')
        for row in rows(self.folder, 'guarantees'):
            for column in ('in_force', 'tested', 'honoured', 'contained', 'saved'):
                self.put(('guarantees', row['guarantee'], column), row, column)


def score(value, own, own_count, theirs, their_error, ratio):
    """z of one figure; `ratio` is the reference's draws over the engine's."""
    own_error = own or 0.0
    if their_error is None:
        their_error = own_error * math.sqrt(ratio)
    middle = (value * 1 + theirs * ratio ** -1) / (1 + ratio ** -1)
    if 0 < middle < 1 and own_count and 0 <= value <= 1 and 0 <= theirs <= 1 and 0 in (own_error, their_error):
        floor = middle * (1 - middle) / own_count  # neither side may pass for exact where it only saw no case
        own_error = max(own_error, math.sqrt(floor))
        their_error = max(their_error, math.sqrt(floor * ratio))
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
            if theirs:
                result.append((key, None, theirs, math.inf))
            continue
        value, error, weight = figures[key]
        result.append((key, value, theirs, score(value, error, weight, theirs, their_error, ratio)))
    result += [(key, figure[0], None, math.inf) for key, figure in figures.items()
               if key not in engine.figures and key[0] in ('guarantees', 'ratification', 'measures') and figure[0] is not None]
    return result
