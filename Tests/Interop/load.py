#!/usr/bin/env python3
"""Calls Observe through a stock grpcio channel, from several threads, until standard input ends.

    load.py HOST:PORT CA.pem TOKEN

Retries nothing by itself: what the channel does on its own, honouring GOAWAY, is what is tested. Connects and hangs up
all the while, too. Prints "begun" after the first calls, then, at the end, how many calls were made; each that failed is
printed, and so is each connection that was refused."""
import socket
import sys
import threading
import time
import uuid

import grpc

sys.path.insert(0, __file__.rsplit("/", 1)[0])
from stock_client import Stranger

THREADS = 6


class Load:
    def __init__(self, address, authority, token):
        self.address, self.token = address, token
        with open(authority, "rb") as file:
            self.credentials = grpc.ssl_channel_credentials(file.read())
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.calls, self.connections = 0, 0
        self.failures = []

    def count(self, failure=None):
        with self.lock:
            self.calls += 1
            if failure:
                self.failures.append(failure)

    def call(self, number):
        run = uuid.uuid4().hex[:8]
        # A pool of subchannels of its own: each thread has its own connection.
        options = [("grpc.use_local_subchannel_pool", 1)]
        with grpc.secure_channel(self.address, self.credentials, options) as channel:
            stranger = Stranger(channel, self.token)
            index = 0
            while not self.over.is_set():
                index += 1
                try:
                    stranger.unary(
                        "salesrl.v1.Scoring", "Observe", conversation_id=f"drain-{run}", event_id=f"{run}-{index}",
                        turn={"speaker": "SPEAKER_CUSTOMER", "text": f"How much is it for {number} of us?"})
                    self.count()
                except grpc.RpcError as error:
                    self.count(f"call {index} of thread {number}: {error.code()}: {error.details()}")

    def knock(self):
        host, port = self.address.rsplit(":", 1)
        while not self.over.is_set():
            try:
                socket.create_connection(("127.0.0.1", int(port)), timeout=60).close()
                self.connections += 1
            except ConnectionRefusedError as error:
                self.failures.append(f"a connection: {error}")
            time.sleep(0.01)


def main():
    load = Load(*sys.argv[1:])
    threads = [threading.Thread(target=load.call, args=(number,)) for number in range(THREADS)]
    threads.append(threading.Thread(target=load.knock))
    for thread in threads:
        thread.start()
    while load.calls < 3 * THREADS and not load.failures:
        time.sleep(0.01)
    print("begun", flush=True)
    sys.stdin.read()
    load.over.set()
    for thread in threads:
        thread.join()
    for failure in load.failures[:20]:
        print(f"FAILED {failure}")
    print(f"calls {load.calls} connections {load.connections} failed {len(load.failures)}")
    sys.exit(1 if load.failures else 0)


if __name__ == "__main__":
    main()
