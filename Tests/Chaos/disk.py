"""A disk that is full: a small tmpfs, mounted where nobody else sees it.

usage: unshare --mount disk.py PROGRAMS FOLDER SEED ROUNDS     prints one JSON object"""
import json, os, random, subprocess, sys, time

import grpc


def fill(path, leave):
    """Takes all room but about `leave` bytes."""
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            pass
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))


class Full:
    def __init__(self, house, client, seed):
        self.house, self.client, self.random = house, client, random.Random(seed)
        self.acknowledged, self.wrong, self.slowest, self.refused = [], [], 0.0, 0

    def observe(self):
        """One more turn; the status that it is refused with, or nil."""
        number = len(self.acknowledged) + 1
        try:
            answer = self.client.call("Observe", conversation_id="full", event_id=f"full-{number}", turn={
                "number": number, "speaker": 1 + number % 2, "text": "Is there still room for this?"})
        except grpc.RpcError as error:
            return error.code().name
        self.acknowledged.append(answer.forecast.SerializeToString(deterministic=True))
        return None

    def reads(self, when):
        try:
            found = self.client.call("GetConversation", conversation_id="full")
        except grpc.RpcError as error:
            return self.wrong.append(f"{when}: reading got {error.code().name}: {error.details()}")
        told = [one.SerializeToString(deterministic=True) for one in found.forecasts]
        # A turn that was refused may still be kept: its next delivery gets the answer.
        if told[:len(self.acknowledged)] != self.acknowledged or len(told) > len(self.acknowledged) + 1:
            self.wrong.append(f"{when}: what is served is not what was acknowledged")

    def round(self, ballast):
        fill(ballast, self.random.choice([0, 0, 4096, 20_000, 60_000, 200_000]))
        status, tries = None, 0
        while status is None and tries < 2_000:
            status, tries = self.observe(), tries + 1
        for _ in range(20):
            if status != "RESOURCE_EXHAUSTED":
                self.wrong.append(f"on a full disk a turn got {status}, not RESOURCE_EXHAUSTED")
                break
            self.refused += 1
            self.reads("on a full disk")
            status = self.observe()
        os.remove(ballast)
        began = time.monotonic()
        while (status := self.observe()) is not None:
            if time.monotonic() - began > 5:
                self.wrong.append(f"five seconds after there is room again, a turn gets {status}")
                break
            time.sleep(0.01)
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.reads("after room was made")


def main(programs, folder, seed, rounds):
    room = f"{folder}/small"
    os.makedirs(room)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", room], check=True)
    from client import Client
    from house import House
    house = House(programs, f"{room}/data", log=f"{folder}/full.log")
    try:
        house.start()
        client = Client(house)
        full = Full(house, client, seed)
        for _ in range(20):
            full.observe()
        for _ in range(rounds):
            full.round(f"{room}/ballast")
            if house.process.poll() is not None:
                full.wrong.append(f"the daemon ended with {house.process.returncode}")
                break
        client.close()
        code = house.kill(15) if house.process.poll() is None else None
        if code not in (0, None):
            full.wrong.append(f"the daemon ended with {code}")
        problems, entries = house.problems()
        full.wrong += problems
        if entries < len(full.acknowledged):
            full.wrong.append(f"{len(full.acknowledged)} turns were acknowledged, {entries} are there")
        print(json.dumps({"acknowledged": len(full.acknowledged), "refused": full.refused,
                          "slowest": full.slowest, "wrong": full.wrong}))
    finally:
        if house.process and house.process.poll() is None:
            house.kill()
        subprocess.run(["umount", "-l", room], check=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
