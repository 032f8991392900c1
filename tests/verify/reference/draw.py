"""Stages 1 and 2 of one draw: factors and events, who joins and with how many troops. Also the state that formulas read."""
import math

from distributions import open_uniform, quantile
from formula import arguments


def share(x):
    return min(1.0, max(0.0, float(x)))


class World:
    """What could be known: factors and `unknown` parts, each drawn once."""

    def __init__(self, scenario, rng):
        self.scenario = scenario
        self.rng = rng
        self.world = self
        self.memo = {}
        self.factors = {}
        self.uniforms = scenario.scores('world', rng)

    def factor(self, name):
        if name not in self.factors:
            node = self.scenario.factors[name]
            if name in self.uniforms:
                distribution = node.distribution
                self.factors[name] = quantile(distribution[0], arguments(distribution, self), self.uniforms[name])
            else:
                self.factors[name] = node.value(self)
        return self.factors[name]


class Draw:
    """The state of one replication. Names are worked out when they are first read, and kept."""

    def __init__(self, scenario, world, rng):
        self.scenario = scenario
        self.world = world
        self.rng = rng
        self.memo = {}
        self.uniforms = scenario.scores('draw', rng)
        self.timed = {}
        self.clocks = {}
        self.calendar = 0
        self.month = 0
        self.age = 0
        self.solved = None

    def happens(self, chance):
        return open_uniform(self.rng) < chance

    def kept(self, key, work):
        if key not in self.memo:
            self.memo[key] = work()
        return self.memo[key]

    def chance_of(self, name, chance):
        """A Bernoulli trial that correlations may couple."""
        if name in self.uniforms:
            return self.uniforms[name] > 1 - chance
        return self.happens(chance)

    def event(self, name):
        node = self.scenario.events[name].chance
        return self.kept(('event', name), lambda: int(self.chance_of(name, share(node.value(self)))))

    # ---- the coalition ----

    def contributor(self, name):
        return next(c for c in self.scenario.contributors if c.name == name)

    def willing(self, contributor):
        """Whether a contributor would join, its `after` apart."""
        def work():
            succeeds = self.chance_of(contributor.name + '.joins', share(contributor.joins.value(self)))
            return bool(contributor.requires.value(self)) and succeeds
        return self.kept(('willing', contributor.name), work)

    def sustained(self, contributor):
        def work():
            name = contributor.name + '.troops'
            if name in self.uniforms:
                distribution = contributor.troops.distribution
                troops = quantile(distribution[0], arguments(distribution, self), self.uniforms[name])
            else:
                troops = contributor.troops.value(self)
            if contributor.rotates:
                troops = min(troops, contributor.pool.value(self) / contributor.rotation.value(self))
            return max(0.0, troops)
        return self.kept(('sustained', contributor.name), work)

    def after(self, contributor):
        return self.kept(('after', contributor.name), lambda: contributor.after.value(self)) if contributor.waits else 0

    def coalition(self):
        """Names of those that join: the least fixed point."""
        if self.solved is None:
            willing = [c for c in self.scenario.contributors if self.willing(c)]
            members = [c for c in willing if self.after(c) <= 0]
            grows = True
            while grows:
                grows = False
                for c in willing:
                    others = sum(self.sustained(m) for m in members if m.force == c.force)
                    if c not in members and others >= self.after(c):
                        members.append(c)
                        grows = True
            self.solved = [c for c in self.scenario.contributors if c in members]
        return self.solved

    def joins(self, name):
        contributor = self.contributor(name)
        if contributor.waits:
            return int(contributor in self.coalition())
        return int(self.willing(contributor))

    def troops_of(self, name):
        return self.sustained(self.contributor(name)) if self.joins(name) else 0.0

    def members(self, force):
        return [c for c in self.coalition() if c.force == force]

    def offered(self, force):
        return sum(self.sustained(c) for c in self.members(force))

    def joined_count(self, force):
        return len(self.members(force))

    def required(self, force):
        return self.kept(('required', force), lambda: max(0.0, self.scenario.forces[force].required.value(self)))

    def ratio(self, force):
        if not self.following:
            return 0.0
        required = self.required(force)
        return self.deployed[force] / required if required > 0 else math.inf


def red_line(draw, party, demand):
    """The uniform of a party's red lines on a demand: a high score refuses more."""
    name = party + '.' + demand
    return 1 - draw.uniforms[name] if name in draw.uniforms else open_uniform(draw.rng)
