"""A salesrld of its own for a measurement, and what the kernel knows about it."""
import json, os, re, ssl, subprocess, sys, time, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def shell(*command, **options):
    """What a program prints; where it fails, its own words end this one."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, **options)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}; see above")
    return done.stdout


def programs():
    """The folder of the release build, which must be there: a measurement does not build."""
    folder = os.environ.get("SALESRL_PROGRAMS")
    folder = folder or shell("swift", "build", "-c", "release", "--show-bin-path", cwd=ROOT).strip()
    if not os.access(f"{folder}/salesrld", os.X_OK):
        sys.exit(f"{folder} holds no salesrld; run: swift build -c release")
    return folder


def models():
    return os.environ.get("SALESRL_MODELS", f"{ROOT}/Models")


class Daemon:
    """A salesrld of its own on a free port, with a fresh data directory."""

    def __init__(self, folder, directory, **settings):
        self.programs, self.directory = folder, directory
        shell(f"{folder}/salesrl", "init", "--directory", directory, stderr=subprocess.DEVNULL)
        self.environment = dict(os.environ, SALESRLD_LISTEN_PORT="0", SALESRL_DATA=directory,
                                SALESRL_MODELS=models(), **settings)

    def __enter__(self):
        began = time.monotonic()
        self.log = open(f"{self.directory}/bench.log", "w")
        self.process = subprocess.Popen(
            [f"{self.programs}/salesrld", "--config", f"{self.directory}/salesrld.yaml"],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment)
        line = self.process.stdout.readline()
        self.started_in = time.monotonic() - began
        if not line.startswith("salesrld ready on "):
            self.__exit__()
            sys.exit(f"salesrld did not start; its log:\n" + open(self.log.name).read()[-2000:])
        self.address = line.split()[-1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def client(self, command, *options):
        return shell(f"{self.programs}/salesrl", command, *options, "--address", self.address,
                     env=self.environment)

    def bench(self, scenario, seconds, *options):
        return json.loads(self.client("bench", scenario, "--seconds", str(seconds), "--server-pid",
                                      str(self.process.pid), "--json", *options))

    def cpu(self):
        """Seconds of processor time of the threads that live."""
        tasks = f"/proc/{self.process.pid}/task"
        total = 0
        for task in os.listdir(tasks):
            with open(f"{tasks}/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def resident(self):
        """Bytes of memory, now and at the most so far."""
        with open(f"/proc/{self.process.pid}/status") as file:
            fields = dict(line.split(":", 1) for line in file)
        return tuple(int(fields[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))

    def kernels(self):
        """What the encoder found fastest when the daemon started: on a busy machine not always the same."""
        with open(self.log.name) as file:
            found = re.search(r' kernels="?(.+?)"? model=', file.read())
        return f"kernels {found[1]}" if found else "kernels unknown"

    def metric(self, name):
        trust = ssl.create_default_context(cafile=f"{self.directory}/tls/ca.pem")
        trust.set_alpn_protocols(["http/1.1"])  # none offered is the native door
        with open(f"{self.directory}/client.json") as file:
            token = json.load(file)["token"]
        request = urllib.request.Request(
            f"https://{self.address}/metrics", headers={"authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, context=trust, timeout=10) as page:
            for line in page.read().decode().splitlines():
                if line.split(" ")[0].split("{")[0] == name:
                    return float(line.split()[-1])
        sys.exit(f"/metrics has no {name}")
