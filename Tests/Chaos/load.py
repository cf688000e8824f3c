"""Writers that talk until they are told to stop, retry with the same key, and note what was acknowledged.

The journal is a file of this process, which is never killed: one line an acknowledgement, written when it came."""
import json, os, random, threading

import grpc

from client import Client, RETRIED

PHRASES = [
    "How do you handle follow-ups today?", "By hand, and we lose some of them.", "What does a lost one cost you?",
    "About $2,000. But your price is too high.", "It pays back in a quarter.", "Then send me the contract.",
    "We are looking at Acme as well.", "Could we try it with five seats first?", "I have to ask my boss.",
    "What would have to be true for you to start in May?", "Not this year, I am afraid.", "That sounds good to me.",
    "Who else decides this?", "Honestly, we tried something like it and it failed.", "Let us talk on Tuesday at 3pm.",
    "Can you do a discount for three years?",
]


class Violation(Exception):
    """A promise was broken."""


class Acknowledged:
    """What was acknowledged of one conversation: its turns, one after the other, and its closing."""

    def __init__(self):
        self.events, self.closing, self.pending = [], None, None


class Journal:
    def __init__(self, path, mark=None):
        self.file = open(path, "w", buffering=1)
        self.mark = mark or (lambda: 0)
        self.lock = threading.Lock()
        self.conversations, self.touched = {}, set()
        self.count = self.replays = 0
        self.violations = []

    def acknowledge(self, conversation, event, phrase, forecast, replayed):
        with self.lock:
            known = self.conversations[conversation]
            entry = (event, phrase, forecast, self.mark())
            if phrase is None:
                known.closing = entry
            else:
                known.events.append(entry)
            known.pending = None
            self.count += 1
            self.replays += replayed
            self.touched.add(conversation)
            self.file.write(json.dumps([conversation, event, phrase, forecast.hex(), replayed]) + "\n")

    def complain(self, what):
        with self.lock:
            self.violations.append(what)


class Writer(threading.Thread):
    def __init__(self, load, number, seed):
        super().__init__(daemon=True)
        self.load, self.number, self.random = load, number, random.Random(seed)
        self.open, self.made, self.client, self.generation = [], 0, None, -1

    def run(self):
        try:
            # The first conversation of each writer lives through everything.
            self.begin()
            while not self.load.stopping.is_set():
                self.step()
        except Violation as broken:
            self.load.journal.complain(f"writer {self.number}: {broken}")
        except Exception as error:  # a writer that dies unseen would make the load look well
            self.load.journal.complain(f"writer {self.number} failed: {type(error).__name__}: {error}")

    def begin(self):
        name = f"w{self.number}-{self.made}"
        self.made += 1
        with self.load.journal.lock:
            self.load.journal.conversations[name] = Acknowledged()
        self.open.append(name)

    def step(self):
        while len(self.open) < 4:
            self.begin()
        name = self.random.choice(self.open)
        known = self.load.journal.conversations[name]
        dice = self.random.random()
        if dice < 0.05 and known.events:
            return self.again(name, self.random.choice(known.events))
        if dice < 0.12 and name != self.open[0] and known.events:
            self.open.remove(name)
            # Some are closed, others just stop, and stay live.
            return self.tell(name, "Close", None) if dice < 0.10 else None
        self.tell(name, "Observe", self.random.choice(PHRASES))

    def tell(self, name, method, phrase):
        known = self.load.journal.conversations[name]
        turn = len(known.events) + 1
        event = f"{name}-{turn}" if phrase else f"{name}-end"
        known.pending = event
        fields = {"conversation_id": name, "event_id": event}
        if phrase:
            fields["turn"] = {"number": turn, "speaker": 1 + turn % 2, "text": phrase}
        answer = self.call(method, fields)
        if answer is None:
            return  # stopped before it was answered; it may be kept or not
        forecast = answer.forecast.SerializeToString(deterministic=True)
        self.load.journal.acknowledge(name, event, phrase, forecast, answer.replayed)

    def again(self, name, entry):
        """A second delivery of what was acknowledged gets the first answer."""
        event, phrase, forecast, _ = entry
        number = [one[0] for one in self.load.journal.conversations[name].events].index(event) + 1
        answer = self.call("Observe", {
            "conversation_id": name, "event_id": event,
            "turn": {"number": number, "speaker": 1 + number % 2, "text": phrase}})
        if answer is None:
            return
        if not answer.replayed:
            raise Violation(f"event {event} was acknowledged, and a second delivery was taken for new")
        if answer.forecast.SerializeToString(deterministic=True) != forecast:
            raise Violation(f"event {event} got another answer the second time")

    def call(self, method, fields):
        """The answer, after as many tries as it takes; None when the load stops first."""
        while True:
            generation = self.load.wait_for_house()
            if generation is None:
                return None
            if generation != self.generation:
                if self.client:
                    self.client.close()
                self.client, self.generation = Client(self.load.house), generation
            try:
                return self.client.call(method, **fields)
            except grpc.RpcError as error:
                if error.code() not in RETRIED:
                    raise Violation(f"{method} of {fields['event_id']}: {error.code().name}: {error.details()}")
                self.load.note(error)
                self.load.stopping.wait(0.01)


class Load:
    def __init__(self, house, journal, writers, seed):
        self.house, self.journal = house, journal
        self.stopping, self.changed = threading.Event(), threading.Condition()
        self.generation, self.is_up = 0, False
        self.refusals = {}
        self.writers = [Writer(self, number, seed * 1000 + number) for number in range(writers)]

    def start(self):
        for writer in self.writers:
            writer.start()

    def up(self):
        with self.changed:
            self.generation += 1
            self.is_up = True
            self.changed.notify_all()

    def down(self):
        with self.changed:
            self.is_up = False

    def wait_for_house(self):
        with self.changed:
            while not self.is_up:
                if self.stopping.is_set():
                    return None
                self.changed.wait(0.1)
            return None if self.stopping.is_set() else self.generation

    def note(self, error):
        name = error.code().name
        self.refusals[name] = self.refusals.get(name, 0) + 1

    def stop(self):
        self.stopping.set()
        for writer in self.writers:
            writer.join(90)
            if writer.client:
                writer.client.close()
