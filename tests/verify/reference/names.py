"""What a formula can see: for each name of the page a function that reads it from the state of a draw."""


def readers_of(scenario):
    readers = {}
    for name in scenario.factors:
        readers[name] = factor_reader(scenario, name)
    for name, node in scenario.values.items():
        readers[name] = node.value
    for name in scenario.events:
        readers[name] = event_reader(scenario, name)
    for event in scenario.timed:
        readers[event.name] = lambda state, name=event.name: state.timed.get(name, 0)
    for name in scenario.forces:
        readers.update(force_readers(name))
    for contributor in scenario.contributors:
        readers.update(contributor_readers(contributor.name))
    for party in scenario.parties:
        readers[party.name + '.utility'] = lambda state, name=party.name: state.utility[name]
        readers[party.name + '.threshold'] = lambda state, name=party.name: state.threshold[name]
    for demand in scenario.demands:
        readers['deal.' + demand.name] = lambda state, name=demand.name: state.deal.get(name)
    for guarantee in scenario.guarantees:
        readers[guarantee.name + '.in_force'] = lambda state, name=guarantee.name: state.guarded[name]
        for count in ('tested', 'honoured', 'failed'):
            readers[guarantee.name + '.' + count] = lambda state, name=guarantee.name, count=count: state.counts[name][count]
    readers.update(talks_and_truce_readers())
    return readers


def factor_reader(scenario, name):
    return lambda state: state.world.factor(name)


def event_reader(scenario, name):
    return lambda state: state.event(name)


def contributor_readers(name):
    return {name + '.joins': lambda state: state.joins(name), name + '.troops': lambda state: state.troops_of(name)}


def force_readers(name):
    return {
        name + '.offered': lambda state: state.offered(name),
        name + '.required': lambda state: state.required(name),
        name + '.contributors': lambda state: state.joined_count(name),
        name + '.committed': lambda state: state.committed[name],
        name + '.deployed': lambda state: state.deployed[name],
        name + '.ratio': lambda state: state.ratio(name),
    }


def talks_and_truce_readers():
    attributes = {
        'agreed': 'agreed', 'talks.month': 'talks_month', 'talks.round': 'talks_round', 'signed': 'signed',
        'talks.signed': 'talks_signed', 'talks.refused': 'talks_refused', 'calendar': 'calendar', 'month': 'month',
        'truce.incidents': 'incidents', 'truce.held': 'held', 'truce.months': 'truce_months', 'truce.violations': 'violations',
        'truce.cause': 'cause', 'truce.spells': 'spells', 'truce.peace_months': 'peace_months', 'truce.at_peace': 'at_peace',
    }
    return {name: lambda state, attribute=attribute: getattr(state, attribute) for name, attribute in attributes.items()}
