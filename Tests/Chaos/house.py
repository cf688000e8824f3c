"""A salesrld to be mistreated: started, killed, started again over the same data, on the same port."""
import json, os, signal, socket, subprocess, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class House:
    def __init__(self, programs, directory, log=None):
        self.programs, self.directory = programs, directory
        self.log = log or f"{directory}/log"
        made = subprocess.run([f"{programs}/salesrl", "init", "--directory", directory, "--json"],
                              capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(f"salesrl init: {made.stderr}")
        with open(f"{directory}/client.json") as file:
            self.token = json.load(file)["token"]
        with open(f"{directory}/tls/ca.pem", "rb") as file:
            self.authority = file.read()
        self.port, self.process = free_port(), None

    @property
    def store(self):
        return f"{self.directory}/conversations.db"

    def spawn(self, settings=None):
        environment = dict(
            os.environ, SALESRLD_LISTEN_PORT=str(self.port), SALESRLD_GUIDANCE_DEADLINE="60s",
            SALESRLD_GUIDANCE_EMBED_BUDGET="60s", SALESRLD_LOG_LEVEL="warning")
        environment.setdefault("SALESRL_MODELS", f"{ROOT}/Models")
        environment.update(settings or {})
        self.began = time.monotonic()
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [f"{self.programs}/salesrld", "--config", f"{self.directory}/salesrld.yaml"],
                stdout=subprocess.PIPE, stderr=log, text=True, env=environment)

    def ready(self):
        """Seconds from the start of the process to its word; None where it ended instead."""
        line = self.process.stdout.readline()
        return time.monotonic() - self.began if line.startswith("salesrld ready on ") else None

    def start(self, settings=None):
        self.spawn(settings)
        took = self.ready()
        if took is None:
            with open(self.log) as log:
                raise RuntimeError(f"salesrld did not start: {log.read()[-1500:]}")
        return took

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        return self.ended()

    def ended(self, seconds=60):
        """The exit code; negative for a signal."""
        code = self.process.wait(seconds)
        self.process.stdout.close()
        return code

    def tool(self, *words):
        done = subprocess.run([f"{self.programs}/salesrl", *words], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def problems(self):
        """What `salesrl verify` finds wrong, and how many entries it saw."""
        code, said, error = self.tool("verify", "--store", self.store, "--json")
        try:
            found = json.loads(said.splitlines()[0])
        except (IndexError, ValueError):
            return [f"salesrl verify ended with {code}: {error}"], 0
        return found["problems"], found["entries"]
