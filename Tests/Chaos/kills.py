"""Kills under load: at random, at named points of the store, around each call that writes or syncs."""
import shutil, signal, subprocess, time

import check
from client import Client
from house import HERE
from load import Journal, Load

STORE_POINTS = ["before-commit", "after-commit"]
DISK_POINTS = ["before-fdatasync", "after-fdatasync", "before-pwrite", "torn-pwrite", "after-pwrite"]


def shim(folder):
    """The library of faults.c, built."""
    path = f"{folder}/faults.so"
    subprocess.run([shutil.which("cc") or "clang", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", path,
                    f"{HERE}/faults.c", "-ldl", "-lpthread"], check=True)
    return path


class Siege:
    """One house, one load, and one end of the daemon after the other."""

    def __init__(self, house, folder, options, random):
        self.house, self.folder, self.options, self.random = house, folder, options, random
        self.journal = Journal(f"{folder}/journal.jsonl")
        self.load = Load(house, self.journal, options.writers, options.seed)
        self.recoveries, self.survived, self.wrong = [], 0, []

    def recover(self, settings=None):
        """Starts the daemon as it is, checks all that the load touched since the last time, and lets it in."""
        took = self.house.start(settings)
        self.recoveries.append(took)
        with self.journal.lock:
            touched, self.journal.touched = self.journal.touched, set()
            touched |= {name for name, known in self.journal.conversations.items() if known.pending}
        client = Client(self.house)
        self.wrong += check.served(client, self.journal, touched)
        client.close()
        self.load.up()

    def run(self, kill):
        """`kill` ends the daemon in its way and returns its exit code; what is there then is checked."""
        code = kill()
        self.load.down()
        self.recover()
        self.survived += 1
        return code

    def wait_for(self, events):
        """Until so many more are acknowledged; not for ever, where the machine is busy."""
        enough, patience = self.journal.count + events, time.monotonic() + 5
        while self.journal.count < enough and time.monotonic() < patience:
            time.sleep(0.002)

    def random_kill(self):
        """After some more were acknowledged and a random moment; one in eight also in the middle of the next start."""
        self.wait_for(self.random.randint(0, 120))
        time.sleep(self.random.uniform(0.0, 0.05))
        code = self.house.kill()
        self.load.down()
        if self.random.random() < 0.125:
            self.house.spawn()
            time.sleep(self.random.uniform(0.0, 0.3))
            self.house.kill()
        return code

    def fault(self, settings):
        """Lets the daemon end by itself at a point that `settings` name."""
        self.house.kill()
        self.load.down()
        self.house.spawn(settings)
        if self.house.ready() is not None:
            self.load.up()
        return self.house.ended()

    def points(self, library):
        """Each named point, several times, each after another number of passes. {point: times}"""
        struck = {}
        for point in STORE_POINTS + DISK_POINTS:
            for _ in range(self.options.points):
                if point in STORE_POINTS:
                    settings = {"SALESRL_FAIL_POINT": f"{point}:{self.random.randint(0, 40)}"}
                else:
                    settings = {"LD_PRELOAD": library, "CHAOS_KILL": f"{point}:{self.random.randint(1, 60)}"}
                code = self.run(lambda: self.fault(settings))
                if code == -signal.SIGKILL:
                    struck[point] = struck.get(point, 0) + 1
                else:
                    self.wrong.append(f"{point} ended the daemon with {code}, not as a kill does")
        return struck

    def failing_disk(self):
        """libfiu makes the call fail: nothing is acknowledged after it, and the daemon ends with 70."""
        results = {}
        prefix = f"{self.folder}/fiu"
        for call in "posix/io/sync/fdatasync", "posix/io/rw/pwrite":
            for _ in range(self.options.points):
                def end():
                    self.house.kill()
                    self.load.down()
                    self.house.start({"FIU_CTRL_FIFO": prefix, "FIU_ENABLE": "",
                                      "LD_PRELOAD": "fiu_run_preload.so fiu_posix_preload.so",
                                      "LD_LIBRARY_PATH": "/usr/lib/fiu"})
                    self.load.up()
                    time.sleep(self.random.uniform(0.05, 0.3))
                    subprocess.run(["fiu-ctrl", "-f", prefix, "-c", f"enable name={call},failinfo=5",
                                    str(self.house.process.pid)], check=True, capture_output=True)
                    return self.house.ended()
                code = self.run(end)
                if code == 70:
                    results[call] = results.get(call, 0) + 1
                else:
                    self.wrong.append(f"a failed {call} ended the daemon with {code}, not with 70")
        return results

    def finish(self):
        """Everything once more, when the load has stopped."""
        self.load.stop()
        client = Client(self.house)
        self.wrong += check.served(client, self.journal, self.journal.conversations)
        client.close()
        self.house.kill(signal.SIGTERM)
        problems, entries = self.house.problems()
        lost, duplicated, wrong = check.rows(self.house.store, self.journal)
        self.compared, otherwise = check.undisturbed(
            self.house, self.journal, self.folder, self.options.compared)
        self.wrong += problems + wrong + otherwise + self.journal.violations
        return lost, duplicated
