"""Power that fails: what the daemon wrote and did not sync is dropped, kept or torn, at any moment.

The daemon runs with faults.c between it and the disk, which logs each write and each sync. From the log the files
are made as they could be found after a power cut at any point of it, and everything that was acknowledged before
that point must be in them."""
import contextlib, os, signal, sqlite3, struct, time

import check
from house import House
from load import Journal, Load

HEADER = struct.Struct("<IIQQ")
WRITE, TRUNCATE, SYNC = 1, 2, 3
SECTOR = 512


class Platter:
    """One file: what is safely on it, and what is on its way."""

    def __init__(self, content=b""):
        self.content, self.waiting = bytearray(content), []

    def sync(self):
        for one in self.waiting:
            self.apply(self.content, *one)
        self.waiting = []

    @staticmethod
    def apply(content, kind, offset, data):
        if kind == TRUNCATE:
            del content[offset:]
            return
        if len(content) < offset + len(data):
            content.extend(b"\0" * (offset + len(data) - len(content)))
        content[offset:offset + len(data)] = data

    def after_cut(self, random):
        """Each write that was not synced is there, is not, or is there in some of its sectors."""
        content = bytearray(self.content)
        luck = random.choice([0.0, 0.5, 0.9])
        for kind, offset, data in self.waiting:
            if random.random() >= luck:
                continue
            if kind == WRITE and len(data) > SECTOR and random.random() < 0.3:
                for at in range(0, len(data), SECTOR):
                    if random.random() < 0.5:
                        self.apply(content, kind, offset + at, data[at:at + SECTOR])
            else:
                self.apply(content, kind, offset, data)
        return content


def content(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def record(programs, folder, library, options):
    """A load for some seconds. Returns the house, the journal, the log, and the store and its log of before."""
    house = House(programs, f"{folder}/power")
    house.start()
    house.kill(signal.SIGTERM)
    before = [content(house.store), content(house.store + "-wal")]
    log = f"{folder}/power.log"

    def mark():
        try:
            return os.path.getsize(log)
        except OSError:
            return 0

    journal = Journal(f"{folder}/power.jsonl", mark)
    house.start({"LD_PRELOAD": library, "CHAOS_LOG": log})
    load = Load(house, journal, options.writers, options.seed + 1)
    load.up()
    load.start()
    time.sleep(options.power_seconds)
    load.stop()
    house.kill()
    return house, journal, log, before


def cut(folder, platters, journal, at, random):
    """What is wrong with the files as a cut now would leave them."""
    path = f"{folder}/cut.db"
    for end in "", "-wal", "-shm":
        if os.path.exists(path + end):
            os.remove(path + end)
    for end, platter in zip(("", "-wal"), platters):
        content = platter.after_cut(random)
        if content:
            with open(path + end, "wb") as file:
                file.write(content)
    try:
        # A reader may not bring the log in by itself: opening for writing does, as a daemon's start does.
        with contextlib.closing(sqlite3.connect(path)) as database:
            state = database.execute("PRAGMA quick_check").fetchone()[0]
        lost, _, wrong = check.rows(path, journal, until=at)
    except sqlite3.Error as error:
        return 0, [f"cut at {at}: {error}"]
    return lost, ([f"cut at {at}: {state}"] if state != "ok" else []) + [f"cut at {at}: {one}" for one in wrong]


def run(programs, folder, library, random, options):
    """(cuts, acknowledged, lost, what is wrong)"""
    house, journal, log, before = record(programs, folder, library, options)
    with open(log, "rb") as file:
        trace = file.read()
    starts, at = [], 0
    while at < len(trace):
        kind, _, _, count = HEADER.unpack_from(trace, at)
        starts.append(at)
        at += HEADER.size + (count if kind == WRITE else 0)
    points = set(random.sample(starts, min(options.cuts, len(starts))))
    platters = [Platter(one) for one in before]
    total_lost, wrong = 0, list(journal.violations)
    for at in starts:
        if at in points:
            lost, found = cut(folder, platters, journal, at, random)
            total_lost += lost
            wrong += found
        kind, name, offset, count = HEADER.unpack_from(trace, at)
        data = trace[at + HEADER.size:at + HEADER.size + count] if kind == WRITE else b""
        if kind == SYNC:
            platters[name].sync()
        else:
            platters[name].waiting.append((kind, offset, data))
    return len(points), journal.count, total_lost, wrong
