#!/usr/bin/env python3
"""Holds a listening socket as systemd does, and runs a salesrld on it, one after another.

    relaunch.py PROGRAM ARGUMENT...

The daemon finds the socket by LISTEN_FDS and says how it is by NOTIFY_SOCKET. Prints "port N" and "ready" when it serves.
Each line "restart" on standard input ends it by SIGTERM and, when it has gone, starts the next; prints
"restarted CODE WORDS", the old one's exit code and what it had said to its manager. The end of input ends it for good."""
import os
import signal
import socket
import subprocess
import sys
import tempfile


def say(line):
    print(line, flush=True)


class Manager:
    def __init__(self, command, folder):
        self.command = command
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.path = os.path.join(folder, "notify")
        self.notifications = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notifications.bind(self.path)

    def start(self):
        held = self.listener.fileno()
        # The number and the process id are fixed by the protocol, and known only to the child.
        script = 'exec 3<&$HELD; export LISTEN_PID=$$ LISTEN_FDS=1; unset HELD; exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash", *self.command], pass_fds=(held,), stdout=subprocess.DEVNULL,
            env=dict(os.environ, HELD=str(held), NOTIFY_SOCKET=self.path))
        # A daemon that ends before it is ready says nothing more.
        self.notifications.settimeout(1)
        while True:
            try:
                if b"READY=1" in self.notifications.recv(4096).split(b"\n"):
                    return
            except TimeoutError:
                if self.process.poll() is not None:
                    sys.exit(f"the daemon ended with {self.process.returncode} before it was ready")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait()
        words = []
        self.notifications.setblocking(False)
        try:
            while True:
                words += self.notifications.recv(4096).decode().split("\n")
        except BlockingIOError:
            return code, words


def main():
    with tempfile.TemporaryDirectory() as folder:
        manager = Manager(sys.argv[1:], folder)
        manager.start()
        say(f"port {manager.listener.getsockname()[1]}")
        say("ready")
        for line in sys.stdin:
            if line.strip() == "restart":
                code, words = manager.stop()
                manager.start()
                say(f"restarted {code} {' '.join(word for word in words if '=1' in word)}")
        code, _ = manager.stop()
        say(f"ended {code}")


if __name__ == "__main__":
    main()
