"""Single bits of a store, flipped: found by `salesrl verify`, or without effect, and never served as if true.

What verify does not find is exported, and must be what it was; of what it finds, one in five is exported too, and
no conversation may come out with other words."""
import os, shutil


def exported(house, path):
    """{conversation: line}, and whether the export came to its end."""
    code, said, _ = house.tool("export", "--store", path)
    return {line.split('"id":"', 1)[1].split('"', 1)[0]: line for line in said.splitlines()}, code == 0


def flip(path, place, bit):
    with open(path, "r+b", buffering=0) as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ (1 << bit)]))


def run(house, folder, random, count):
    """(found by verify, without effect, what is wrong) of `count` flips in a copy of the closed store."""
    copy = f"{folder}/flipped.db"
    shutil.copyfile(house.store, copy)
    truth, is_whole = exported(house, copy)
    if not is_whole or not truth:
        return 0, 0, ["the store cannot be exported before any bit is flipped"]
    found, harmless, wrong = 0, 0, []
    size = os.path.getsize(copy)
    for _ in range(count):
        place, bit = random.randrange(size), random.randrange(8)
        for end in "-wal", "-shm":
            if os.path.exists(copy + end):
                os.remove(copy + end)
        flip(copy, place, bit)
        code, said, error = house.tool("verify", "--store", copy, "--json")
        looks = code == 0 or random.random() < 0.2
        lines, is_whole = exported(house, copy) if looks else ({}, False)
        where = f"bit {bit} of byte {place}"
        if code not in (0, 65, 66):
            wrong.append(f"{where}: salesrl verify ended with {code}: {error[-200:]}")
        elif code == 0 and (lines != truth or not is_whole):
            wrong.append(f"{where}: verify finds nothing wrong, and the export is another")
        else:
            found += code != 0
            harmless += code == 0
        wrong += [f"{where}: conversation {name} is served with other words"
                  for name, line in lines.items() if truth.get(name) != line]
        flip(copy, place, bit)
    return found, harmless, wrong
