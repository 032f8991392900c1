"""Stage 4 of one draw: the truce, month by month, with its force, guarantees, renewals; and a truce in force from the start."""
import math

import clocks
from draw import share

COUNTS = ('tests', 'honoured', 'contained', 'failed', 'months', 'spells_tested', 'spells_saved')


def follow(scenario, draw):
    """Sets truce.* and what a month leaves behind. Reads the talks' result in `draw`."""
    reset(scenario, draw)
    if scenario.in_force:
        if draw.talks_month > scenario.horizon:
            lose_deal(scenario, draw, math.inf)
        Truce(scenario, draw).play()
    elif draw.agreed:
        Truce(scenario, draw).play()
    else:
        draw.timed = {event.name: draw.timed.get(event.name, 0) if event.during != 'truce' else 0 for event in scenario.timed}


def reset(scenario, draw):
    draw.following = False
    draw.month = 0
    draw.age = 0
    draw.incidents = draw.violations = 0
    draw.held = draw.truce_months = draw.spells = draw.peace_months = draw.at_peace = 0
    draw.cause = None
    draw.truce_total = draw.spells_held = 0
    draw.deployed = {force: 0.0 for force in scenario.forces}
    draw.committed = {force: 0.0 for force in scenario.forces}
    draw.guarded = {guarantee.name: 0 for guarantee in scenario.guarantees}
    draw.counts = {guarantee.name: dict.fromkeys(COUNTS + ('tested',), 0) for guarantee in scenario.guarantees}


def lose_deal(scenario, draw, month):
    """A deal that does not come into force: a collapse in `month` of the truce, or the horizon, was before it."""
    signatures = [signature for signature in draw.signatures if signature[0] <= month - 1]
    draw.agreed = 0
    draw.talks_month = math.inf
    draw.deal = {}
    draw.utility = {party.name: 0.0 for party in scenario.parties}
    draw.signed = int(bool(signatures))
    draw.talks_signed, draw.talks_round = signatures[-1][:2] if signatures else (math.inf, math.inf)
    draw.talks_refused = sum(no is not None and no <= month - 1 for _, _, no, _ in signatures)
    draw.signatures = signatures


VIEW = ('agreed', 'talks_month', 'talks_round', 'deal', 'utility', 'signed', 'talks_signed', 'talks_refused')


def view_of(draw):
    """The result of the talks, as it stands once it is known."""
    return {name: getattr(draw, name) for name in VIEW}


def show(draw, view):
    for name, value in view.items():
        setattr(draw, name, value)


class Truce:
    def __init__(self, scenario, draw):
        self.scenario = scenario
        self.draw = draw
        self.enters = draw.talks_month
        self.has_deal = bool(draw.agreed)
        self.view = view_of(draw)
        self.joined = draw.coalition()
        self.left = set()
        self.void = set()
        self.start = 1          # the month in which the present truce began
        self.broken = None      # the month of the last collapse, while there is war
        self.first = True
        self.saved = set()
        self.tested = set()
        self.committed_known = False
        self.lead = {c.name: c.lead_months.value(draw) for c in self.joined}

    def play(self):
        draw, scenario = self.draw, self.scenario
        draw.following = True
        draw.spells = 1
        for t in range(1, scenario.horizon + 1):
            self.open_month(t)
            if self.broken is not None and not self.renewed(t):
                draw.at_peace = 0
                draw.deployed = dict.fromkeys(draw.deployed, 0.0)  # no force without a truce
                continue
            self.play_month(t)
            if self.broken is not None and scenario.renews is None:
                break
        else:
            if self.broken is None:
                self.close_spell(True)
        self.close(t)

    # ---- months ----

    def open_month(self, t):
        """The deal as it is seen in month t, timed events, departures."""
        draw, scenario = self.draw, self.scenario
        if scenario.in_force:
            self.look_at_deal(t)
        self.shift = 0 if scenario.in_force else self.enters
        draw.calendar = self.shift + t
        draw.month = t - self.start + 1 if self.broken is None else t - self.broken
        draw.age = scenario.age.value(draw) if scenario.in_force and self.first else 0
        self.move_events(t)
        if not scenario.in_force or self.deal_seen(t):
            for c in self.joined:
                if c not in self.left:
                    yearly = share(c.leaves.value(draw))
                    if yearly > 0 and draw.happens(1 - (1 - yearly) ** (1 / 12)):
                        self.left.add(c)

    def deal_seen(self, t):
        return self.has_deal and self.enters <= t - 1

    def look_at_deal(self, t):
        draw = self.draw
        if self.deal_seen(t):
            show(draw, self.view)
            return
        draw.agreed, draw.talks_month, draw.talks_round, draw.deal = 0, math.inf, math.inf, {}
        draw.utility = dict.fromkeys(draw.utility, 0.0)
        known = [signature for signature in draw.signatures if signature[0] <= t - 1]
        draw.signed = int(bool(known))
        draw.talks_signed = known[-1][0] if known else math.inf
        draw.talks_refused = sum(no is not None and no <= t - 1 for _, _, no, _ in known)

    def move_events(self, t):
        draw = self.draw
        for event in self.scenario.timed:
            if event.during == 'talks':
                if self.scenario.in_force and not self.deal_seen(t):
                    draw.timed[event.name] = draw.states.get(t, draw.timed)[event.name]
            elif event.during == 'both':
                self.move_both(event, t)
            else:
                if t == 1:
                    clocks.past_onsets(draw, event, self.shift)
                clocks.advance(draw, event, t, self.shift)

    def move_both(self, event, t):
        """An event of the talks that goes on: its clock counts months since the talks began."""
        draw = self.draw
        clock = clocks.clock_of(draw, event)
        now = math.floor(self.shift + t)
        played = getattr(clock, 'played', None)
        if played is None:
            played = max(draw.states, default=0)
        if self.scenario.in_force and now in draw.states:
            draw.timed[event.name] = draw.states[now][event.name]
            return
        calendar = draw.calendar
        for month in range(played + 1, now + 1):
            draw.calendar = month
            clocks.advance(draw, event, month, 0)
        clock.played = max(now, played)
        draw.calendar = calendar

    def renewed(self, t):
        draw, scenario = self.draw, self.scenario
        if not draw.happens(share(scenario.renews.value(draw))):
            return False
        self.start, self.broken, self.first = t, None, False
        draw.month, draw.age = 1, 0
        draw.spells += 1
        self.saved, self.tested = set(), set()
        return True

    def play_month(self, t):
        draw = self.draw
        self.deploy(t)
        draw.truce_total += 1
        for guarantee in self.scenario.guarantees:
            draw.guarded[guarantee.name] = 0
        for guarantee in self.scenario.guarantees:
            if self.is_in_force(guarantee, t):
                draw.guarded[guarantee.name] = 1
                draw.counts[guarantee.name]['months'] += 1
        if self.violation(t):
            self.collapse(t)
        else:
            draw.peace_months += 1
            draw.at_peace = 1

    # ---- force ----

    def deploy(self, t):
        draw, scenario = self.draw, self.scenario
        present = not scenario.in_force or self.deal_seen(t)
        since = t - self.enters if scenario.in_force and self.first and present else draw.month
        if present and not self.committed_known:
            self.commit()
        for force in scenario.forces.values():
            total = 0.0
            if present and force.allowed.value(draw):
                for c in self.joined:
                    if c.force == force.name and c not in self.left and self.lead[c.name] <= since and c.allowed.value(draw):
                        total += draw.sustained(c) * share(c.present.value(draw))
                total = min(total, max(0.0, force.cap.value(draw)))
            draw.deployed[force.name] = total

    def commit(self):
        """What is joined and allowed in the first month in which there may be a force."""
        draw = self.draw
        self.committed_known = True
        for force in self.scenario.forces.values():
            total = sum(draw.sustained(c) for c in self.joined if c.force == force.name and c.allowed.value(draw))
            allowed = force.allowed.value(draw)
            draw.committed[force.name] = min(total, max(0.0, force.cap.value(draw))) if allowed else 0.0

    # ---- guarantees ----

    def is_in_force(self, guarantee, t):
        draw, scenario = self.draw, self.scenario
        if guarantee in self.void or not guarantee.given.value(draw):
            return False
        since = draw.month
        if scenario.in_force and guarantee.reads_deal:
            if not self.deal_seen(t):
                return False
            since = t - self.enters if self.first else draw.month
        starts = guarantee.starts.value(draw)
        return starts <= since <= starts + guarantee.lasts.value(draw) - 1

    def violation(self, t):
        """Whether the month ends the truce."""
        draw, scenario = self.draw, self.scenario
        hazards = [max(0.0, cause.hazard.value(draw)) for cause in scenario.causes]
        total = sum(hazards)
        if total <= 0 or not draw.happens(1 - math.exp(-total)):
            return False
        if total == math.inf:
            hazards = [float(h == math.inf) for h in hazards]
        cause = draw.rng.choices(scenario.causes, weights=hazards)[0]
        if draw.happens(share(cause.contained.value(draw))) or self.tested_and_contained(cause):
            draw.violations += 1
            draw.incidents += 1
            return False
        draw.breaks = cause
        return True

    def tested_and_contained(self, cause):
        draw = self.draw
        listed = [guarantee for guarantee in self.scenario.guarantees
                  if draw.guarded[guarantee.name] and (guarantee.against is None or cause.name in guarantee.against)]
        # the month's own numbers, also of those that are not reached: `saved` asks what they would have done
        answers = [(draw.happens(share(guarantee.honoured.value(draw))), draw.happens(share(guarantee.contains.value(draw))))
                   for guarantee in listed]
        for i, (guarantee, (honoured, contains)) in enumerate(zip(listed, answers)):
            counts = draw.counts[guarantee.name]
            counts['tests'] += 1
            counts['tested'] += 1
            self.tested.add(guarantee)
            if not honoured:
                counts['failed'] += 1
                if guarantee.fails_for_good:
                    self.void.add(guarantee)
                continue
            counts['honoured'] += 1
            if contains:
                counts['contained'] += 1
                if not any(h and c for h, c in answers[i + 1:]):
                    self.saved.add(guarantee)
                return True
        return False

    # ---- ends ----

    def collapse(self, t):
        draw = self.draw
        if self.first:
            draw.truce_months = t - 1
            draw.cause = draw.breaks.name
            if self.scenario.in_force and not self.deal_seen(t):
                self.has_deal = False
                lose_deal(self.scenario, draw, t)
                self.view = view_of(draw)
        self.close_spell(False)
        self.broken = t
        draw.at_peace = 0

    def close_spell(self, held):
        draw = self.draw
        for guarantee in self.tested:
            draw.counts[guarantee.name]['spells_tested'] += 1
        if held:
            draw.spells_held += 1
            if self.first:
                draw.held = 1
                draw.truce_months = self.scenario.horizon
            for guarantee in self.saved:
                draw.counts[guarantee.name]['spells_saved'] += 1

    def close(self, t):
        """The deal as it is at the end, whatever the months have seen of it."""
        draw, scenario = self.draw, self.scenario
        if scenario.in_force:
            show(draw, self.view)
            if self.has_deal and not self.committed_known:
                self.commit_after(t)

    def commit_after(self, t):
        """The force of a deal of the last month, as that of the month after it, which is not followed further."""
        draw = self.draw
        month, calendar, age, timed = draw.month, draw.calendar, draw.age, dict(draw.timed)
        self.open_month(t + 1)
        self.commit()
        draw.month, draw.calendar, draw.age, draw.timed = month, calendar, age, timed
