"""Distributions of the scenario language: `draw(name, args, rng)` and `quantile(name, args, u)`.

`args` are numbers, except for mixture and truncate, whose inner distributions are pairs (name, args).
"""
import math
from statistics import NormalDist

NORMAL = NormalDist()
Z95 = NORMAL.inv_cdf(0.95)


def open_uniform(rng):
    while True:
        u = rng.random()
        if u > 0:
            return u


def draw(name, args, rng):
    """One random value."""
    if name in ('gamma',):
        return rng.gammavariate(args[0], args[1])
    if name == 'beta':
        return rng.betavariate(args[0], args[1])
    if name == 'pert':
        low, high = args[0], args[2]
        return low + (high - low) * rng.betavariate(*pert_shape(args)) if high > low else low
    if name == 'student_t':
        return rng.gauss(0, 1) / math.sqrt(rng.gammavariate(args[0] / 2, 2) / args[0])
    if name == 'bernoulli':
        return 1 if rng.random() < args[0] else 0
    if name == 'binomial':
        return sum(rng.random() < args[1] for _ in range(int(args[0])))
    if name == 'poisson':
        return draw_poisson(args[0], rng)
    if name == 'discrete':
        return rng.choices(args[0::2], weights=args[1::2])[0]
    if name == 'mixture':
        inner = rng.choices(args[1::2], weights=args[0::2])[0]
        return draw(inner[0], inner[1], rng)
    if name == 'truncate':
        for _ in range(1000000):
            x = draw(args[0][0], args[0][1], rng)
            if args[1] <= x <= args[2]:
                return x
        raise ValueError('truncate keeps too little')
    return quantile(name, args, open_uniform(rng))


def draw_poisson(mean, rng):
    """Arrivals of a process of rate 1 within `mean`."""
    count, time = 0, rng.expovariate(1)
    while time < mean:
        count += 1
        time += rng.expovariate(1)
    return count


def pert_shape(args):
    low, mode, high = args[:3]
    weight = args[3] if len(args) > 3 else 4
    return 1 + weight * (mode - low) / (high - low), 1 + weight * (high - mode) / (high - low)


def quantile(name, args, u):
    """The quantile at u of a continuous distribution (and of `quantiles`)."""
    z = NORMAL.inv_cdf(u) if name in ('normal', 'lognormal', 'lognormal_mean_sd', 'to', 'to_share') else None
    if name == 'uniform':
        return args[0] + (args[1] - args[0]) * u
    if name == 'triangular':
        return triangular(args[0], args[1], args[2], u)
    if name == 'normal':
        return args[0] + args[1] * z
    if name == 'lognormal':
        return math.exp(args[0] + args[1] * z)
    if name == 'lognormal_mean_sd':
        variance = math.log(1 + (args[1] / args[0]) ** 2)
        return math.exp(math.log(args[0]) - variance / 2 + math.sqrt(variance) * z)
    if name in ('to', 'to_share'):
        return interval(name, args[0], args[1], z)
    if name == 'exponential':
        return -args[0] * math.log1p(-u)
    if name == 'weibull':
        return args[1] * (-math.log1p(-u)) ** (1 / args[0])
    if name == 'quantiles':
        return broken_line(args, u)
    if name == 'beta':
        return by_bisection(lambda x: beta_cdf(args[0], args[1], x), 0.0, 1.0, u)
    if name == 'pert':
        low, high = args[0], args[2]
        shape = pert_shape(args)
        return low + (high - low) * by_bisection(lambda x: beta_cdf(shape[0], shape[1], x), 0.0, 1.0, u)
    if name == 'truncate':
        (inner, inner_args), low, high = args
        start, end = (cdf(inner, inner_args, edge) for edge in (low, high))
        return quantile(inner, inner_args, start + (end - start) * u)
    raise ValueError('no quantile of %s' % name)


def triangular(low, mode, high, u):
    if high <= low:
        return low
    split = (mode - low) / (high - low)
    if u < split:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))


def interval(name, low, high, z):
    """LOW to HIGH: the 5th and 95th percentile."""
    if name == 'to_share':
        ends = [math.log(end / (1 - end)) for end in (low, high)]
        x = (ends[0] + ends[1]) / 2 + z * (ends[1] - ends[0]) / (2 * Z95)
        return 1 / (1 + math.exp(-x))
    if low > 0:
        return math.exp((math.log(low) + math.log(high)) / 2 + z * (math.log(high) - math.log(low)) / (2 * Z95))
    return (low + high) / 2 + z * (high - low) / (2 * Z95)


def broken_line(args, u):
    shares, values = args[0::2], args[1::2]
    if u <= shares[0]:
        return values[0]
    for i in range(1, len(shares)):
        if u <= shares[i]:
            return values[i - 1] + (values[i] - values[i - 1]) * (u - shares[i - 1]) / (shares[i] - shares[i - 1])
    return values[-1]


def cdf(name, args, x):
    if name == 'normal':
        return NORMAL.cdf((x - args[0]) / args[1])
    if name == 'lognormal':
        return NORMAL.cdf((math.log(x) - args[0]) / args[1]) if x > 0 else 0.0
    raise ValueError('no cdf of %s' % name)


def by_bisection(function, low, high, target):
    for _ in range(60):
        middle = (low + high) / 2
        if function(middle) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_cdf(a, b, x):
    """Regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 300):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            result *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return front * result
