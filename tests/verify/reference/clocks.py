"""Timed events: onsets on a clock of months, in the talks (month 0 is the start) or in the truce (month 1 its first)."""
import math

from draw import share


class Clock:
    """Where one event stands in one draw."""

    def __init__(self):
        self.started = False
        self.ends = -math.inf  # it lasts in the months before this one


def clock_of(draw, event):
    if event.name not in draw.clocks:
        draw.clocks[event.name] = Clock()
    return draw.clocks[event.name]


def starts(draw, event, clock, month):
    """An onset in a month, by chance."""
    if clock.started and event.every.value(draw) == math.inf:
        return
    if event.when.value(draw) and draw.happens(share(event.chance.value(draw))):
        clock.started = True
        clock.ends = max(clock.ends, month + event.lasts.value(draw))


def is_onset(draw, event, at, month):
    """Whether an onset of an `at` event falls in a month."""
    if math.ceil(at) == month:
        return True
    every = event.every.value(draw)
    if every == math.inf:
        return False
    number = round((month - at) / every)
    return number >= 1 and math.ceil(at + number * every) == month


def past_onsets(draw, event, shift):
    """Onsets before month 1 of an event with a date, or in the talks; `shift` is the calendar month of the clock's month 0."""
    clock = clock_of(draw, event)
    if event.at is None or (event.during == 'truce' and not event.date):
        return
    at = event.at.value(draw) - (shift if event.date else 0)
    every = event.every.value(draw)
    while math.ceil(at) <= 0:
        starts(draw, event, clock, math.ceil(at))
        if every == math.inf:
            break
        at += every


def advance(draw, event, month, shift):
    """Plays one month of an event's clock and sets its state."""
    clock = clock_of(draw, event)
    if event.at is None and event.every.value(draw) == math.inf:
        if not clock.started:
            starts(draw, event, clock, month)
    else:  # `monthly` with `every`: from month 1 on
        at = 1 if event.at is None else event.at.value(draw) - (shift if event.date else 0)
        if is_onset(draw, event, at, month):
            starts(draw, event, clock, month)
    draw.timed[event.name] = int(month < clock.ends)
