"""Holds what is kept against what was acknowledged."""
import contextlib, os, sqlite3

import grpc

from client import Client
from house import House


@contextlib.contextmanager
def opened(path):
    """The database as another process sees it; nothing is written."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    try:
        yield database
    finally:
        database.close()


def served(client, journal, names):
    """Every conversation of `names` as the daemon serves it: what was acknowledged, once, in order, the same."""
    wrong = []
    for name in sorted(names):
        with journal.lock:
            known = journal.conversations[name]
            events, closing, pending = list(known.events), known.closing, known.pending
        try:
            found = client.call("GetConversation", conversation_id=name)
        except grpc.RpcError as error:
            if events or closing:
                wrong.append(f"{name}: {len(events)} turns were acknowledged; now {error.code().name}")
            continue
        spare = 1 if pending else 0
        if not len(events) <= len(found.turns) <= len(events) + spare:
            wrong.append(f"{name}: {len(events)} turns were acknowledged, {len(found.turns)} are there")
        for number, (kept, told) in enumerate(zip(found.turns, found.forecasts), 1):
            if kept.number != number:
                wrong.append(f"{name}: turn {number} says that it is {kept.number}")
            if number <= len(events):
                event, phrase, forecast, _ = events[number - 1]
                if kept.text != phrase:
                    wrong.append(f"{name}: turn {number} has other words than event {event}")
                if told.SerializeToString(deterministic=True) != forecast:
                    wrong.append(f"{name}: turn {number} has another forecast than was acknowledged")
        if closing and found.closing.SerializeToString(deterministic=True) != closing[2]:
            wrong.append(f"{name}: closed with another forecast than was acknowledged")
    return wrong


def rows(path, journal, until=None):
    """(lost, duplicated, what is wrong) of the file itself, by SQL and not by our code. With `until`, only
    what was acknowledged before that mark has to be there."""
    wrong, lost, duplicated = [], 0, 0
    with opened(path) as database:
        keys, last = {}, (None, 0)
        for conversation, sequence, event in database.execute(
                "SELECT conversation, sequence, event FROM event ORDER BY part, tenant, conversation, sequence"):
            expected = last[1] + 1 if last[0] == conversation else 1
            if sequence != expected:
                wrong.append(f"{conversation}: entry {sequence} where {expected} belongs")
            last = (conversation, sequence)
            duplicated += event in keys
            keys[event] = (conversation, sequence)
        standing = dict(database.execute("SELECT conversation, entries FROM conversation"))
    for conversation, entries in standing.items():
        if (conversation, entries) not in keys.values():
            wrong.append(f"{conversation} says {entries} entries; the last is not there")
    acknowledged = set()
    for name, known in journal.conversations.items():
        entries = known.events + ([known.closing] if known.closing else [])
        for number, (event, _, _, mark) in enumerate(entries, 1):
            acknowledged.add(event)
            if until is not None and mark > until:
                continue
            if event not in keys:
                lost += 1
                wrong.append(f"event {event} was acknowledged and is not there")
            elif keys[event] != (name, number):
                wrong.append(f"event {event} is {keys[event]}, not entry {number} of {name}")
    pending = {known.pending for known in journal.conversations.values()}
    if until is None:
        for event in keys.keys() - acknowledged - pending:
            wrong.append(f"event {event} is there, and nobody sent it")
    return lost, duplicated, wrong


def undisturbed(house, journal, folder, count):
    """The longest live conversations once more, in a daemon that nobody disturbs: the same forecasts and, bit for
    bit, the same states. Returns how many were compared, and what is wrong."""
    live = sorted((known.pending is None and known.closing is None and len(known.events), name)
                  for name, known in journal.conversations.items())
    names = [name for length, name in live[::-1][:count] if length]
    wrong = []
    calm = House(house.programs, os.path.join(folder, "calm"))
    calm.start()
    client = Client(calm)
    try:
        for name in names:
            for number, (event, phrase, forecast, _) in enumerate(journal.conversations[name].events, 1):
                told = client.call("Observe", conversation_id=name, event_id=event,
                                   turn={"number": number, "speaker": 1 + number % 2, "text": phrase}).forecast
                if told.SerializeToString(deterministic=True) != forecast:
                    wrong.append(f"{name}: turn {number} is forecast otherwise where nothing was killed")
                    break
    finally:
        client.close()
        calm.kill(15)
    with opened(house.store) as one, opened(calm.store) as other:
        for name in names:
            query = "SELECT entries, closed, state, forecast FROM conversation WHERE conversation = ?"
            if one.execute(query, [name]).fetchone() != other.execute(query, [name]).fetchone():
                wrong.append(f"{name}: the state is not that of an undisturbed run")
    return len(names), wrong
