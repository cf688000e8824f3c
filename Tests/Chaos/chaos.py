"""Mistreats a real salesrld and holds it to its promises (Docs/STORAGE.md). Run it by Tests/Chaos/run.

Prints a table, and exits 1 with what is wrong where a promise was broken. The same seed makes the same decisions;
what the threads of two processes do between them, no seed can say."""
import argparse, os, random, shutil, signal, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
import flips, kills, power
from house import HERE, House


def arguments():
    parser = argparse.ArgumentParser(prog="Tests/Chaos/run", description=__doc__)
    parser.add_argument("--programs", required=True, help="folder of salesrld and salesrl")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--short", action="store_true", help="a few of each; what needs root is left out")
    options = parser.parse_args()
    few = options.short
    options.kills = 5 if few else 50
    options.points = 1 if few else 4
    options.flips = 12 if few else 1_000
    options.cuts = 40 if few else 1_000
    options.power_seconds = 0.5 if few else 3
    options.compared = 4 if few else 24
    options.rounds = 0 if few else 12
    return options


class Table:
    def __init__(self):
        self.wrong = []

    def row(self, what, figure, wrong=()):
        self.wrong += wrong
        print(f"  {what:46} {figure}{'' if not wrong else '   BROKEN'}", flush=True)


def siege(house, folder, library, options, dice, table):
    one = kills.Siege(house, folder, options, dice)
    one.load.start()
    one.recover()
    began = time.monotonic()
    for _ in range(options.kills):
        one.run(one.random_kill)
    took = time.monotonic() - began
    table.row("random kills, under load, survived", f"{one.survived}   in {took:.0f} s")
    for point, times in one.points(library).items():
        table.row(f"killed {point}", f"{times}")
    if os.path.exists("/usr/lib/fiu/fiu_posix_preload.so") and shutil.which("fiu-ctrl"):
        for call, times in one.failing_disk().items():
            table.row(f"{call} fails: stopped with 70", f"{times}")
    else:
        table.row("failing calls", "skipped: fiu-utils is missing")
    lost, duplicated = one.finish()
    table.row("ends of the daemon survived, all in all", f"{one.survived}")
    table.row("events acknowledged", f"{one.journal.count:,}")
    table.row("lost", f"{lost}")
    table.row("duplicated", f"{duplicated}")
    table.row("second deliveries that got the first answer", f"{one.journal.replays:,}")
    table.row("live conversations compared bit for bit", f"{one.compared}")
    times = sorted(one.recoveries)
    table.row("start to ready: median, slowest", f"{times[len(times) // 2]:.2f} s, {times[-1]:.2f} s", one.wrong)


def full_disk(options, folder, table):
    if not options.rounds:
        return
    import json
    done = subprocess.run(["unshare", "--mount", sys.executable, f"{HERE}/disk.py", options.programs, folder,
                           str(options.seed), str(options.rounds)], capture_output=True, text=True)
    if "Operation not permitted" in done.stderr or "must be superuser" in done.stderr:
        return table.row("full disk", "skipped: mounting a tmpfs takes root")
    try:
        got = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return table.row("full disk", "did not run", [f"disk.py: {done.stderr[-1500:]}"])
    table.row("full disk: refused, then resumed within",
              f"{got['refused']} refused, {got['slowest']:.2f} s", got["wrong"])


def main():
    options = arguments()
    # So that what was started is ended, too, when this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("chaos: stopped"))
    dice = random.Random(options.seed)
    table = Table()
    print(f"chaos, seed {options.seed}, {options.writers} writers over TLS")
    folder = tempfile.mkdtemp(prefix="chaos-")
    house = House(options.programs, f"{folder}/house")
    try:
        library = kills.shim(folder)
        siege(house, folder, library, options, dice, table)
        found, harmless, wrong = flips.run(house, folder, dice, options.flips)
        table.row("bits flipped: found by verify, without effect", f"{found}, {harmless}", wrong)
        cuts, acknowledged, lost, wrong = power.run(options.programs, folder, library, dice, options)
        table.row("power cuts: of events acknowledged, lost", f"{cuts} cuts, {acknowledged:,} events, {lost}", wrong)
        full_disk(options, folder, table)
    finally:
        if house.process and house.process.poll() is None:
            house.kill()
    for one in table.wrong[:40]:
        print(f"chaos: {one}", file=sys.stderr)
    if table.wrong:
        sys.exit(f"chaos: {len(table.wrong)} promises broken; seed {options.seed}; all is kept in {folder}")
    shutil.rmtree(folder)


main()
