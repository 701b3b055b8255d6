"""Chance as docs/model.md describes it ("Chance: how a number is drawn"), for whoever ports the model: nothing but that text was needed.

`python3 docs/luck.py` prints the worked numbers of that section, to which the program and this file are both held.
"""

import math

BITS = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z: int) -> int:
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & BITS
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & BITS
    return z ^ (z >> 31)


def fnv(name: str) -> int:
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = (h ^ byte) * 0x100000001B3 & BITS
    return h


class Draws:
    """The draws at one address, in order."""

    def __init__(self, seed: int, purpose: str, month: int = 0, member: int = 0, partner: int = 0) -> None:
        root = mix(mix(seed + GOLDEN & BITS) ^ fnv(purpose))
        root = mix(root + GOLDEN * month & BITS)
        root = mix(root + GOLDEN * member & BITS)
        self.place = root + GOLDEN * partner & BITS

    def bits(self) -> int:
        d = mix(self.place)
        self.place = self.place + 0xD1B54A32D192ED03 & BITS
        return d

    def uniform(self) -> float:
        return (self.bits() >> 11) * 2.0**-53

    def happens(self, p: float) -> bool:
        return self.uniform() < p

    def choice(self, *counts: int) -> list[int]:
        """One whole number below each of the counts, all out of one draw."""
        left, chosen = self.bits(), []
        for count in counts:
            chosen.append(left * count >> 64)
            left = left * count & BITS
        return chosen

    def below(self, count: int) -> int:
        return self.choice(count)[0]

    def normal(self) -> float:
        while True:
            d = self.bits()
            layer = d & 255
            x = ((d >> 12) * 2.0**-51 - 1) * EDGE[layer]
            if abs(x) < EDGE[layer + 1]:
                return x
            if layer == 0:
                return math.copysign(self.tail(), x)
            low, high = bell(EDGE[layer]), bell(EDGE[layer + 1])
            if low + (high - low) * (1 - self.uniform()) < bell(x):
                return x

    def tail(self) -> float:
        while True:
            t = -math.log(1 - self.uniform()) / TAIL
            if -2 * math.log(1 - self.uniform()) >= t * t:
                return TAIL + t


def bell(x: float) -> float:
    return math.exp(-x * x / 2)


TAIL, AREA = 3.654152885361009, 0.004928673233974658
EDGE = [AREA / bell(TAIL), TAIL]
while len(EDGE) < 256:
    EDGE.append(math.sqrt(-2 * math.log(AREA / EDGE[-1] + bell(EDGE[-1]))))
EDGE.append(0.0)


def replication_seed(seed: int, replication: int) -> int:
    m = (mix(seed + GOLDEN & BITS) + replication) % 2**53
    for c in (0x000BF58476D1CE4B, 0x0014D049BB133111):
        m = (m ^ (m >> 27)) * c % 2**53
    return m ^ (m >> 27)


def random_network(seed: int, n: int, degree: int) -> list[tuple[int, int]]:
    """The ties of a random network, in the order in which they are drawn."""
    draws, ties = Draws(seed, "relations network"), []
    pairs = [(j, i) for i in range(n) for j in range(i)]
    place = -1
    while True:
        place += 1 + math.floor(-math.log(1 - draws.uniform()) / abs(math.log(1 - degree / (n - 1))))
        if place >= len(pairs):
            return ties
        ties.append(pairs[place])


def environment(seed: int, months: int) -> float:
    """Where the world of the default scenario is after some months: step 1, with its defaults."""
    e = 0.0
    for month in range(months):
        e += 0.04 * Draws(seed, "context", month).normal()
        shock = Draws(seed, "context", month, 1)
        if shock.happens(0.03):
            e += 0.6 if shock.happens(0.5) else -0.6
    return e


def worked() -> list[tuple[str, object]]:
    """What is asked of chance, and what comes of it."""
    rows: list[tuple[str, object]] = []
    addresses = [
        ("population goals", 0, 0, 0),
        ("population goals", 0, 7, 1),
        ("population cultures", 0, 3, 0),
        ("relations climate", 0, 0, 0),
        ("relations trust", 0, 2, 5),
        ("bonds of pairs", 0, 2, 5),
        ("bonds", 0, 5, 2),
        ("arrivals", 20, 8, 0),
        ("context", 11, 0, 0),
        ("work", 0, 0, 3),
        ("work", 0, 1, 74),
        ("experience", 7, 2, 5),
        ("experience", 119, 7, 0),
    ]
    for purpose, month, member, partner in addresses:
        draws = Draws(42, purpose, month, member, partner)
        rows.append((f"normal: 42, {purpose}, {month}, {member}, {partner}", draws.normal()))
    for purpose, month, member, partner in [("home talk", 5, 0, 6), ("incidents", 30, 1, 4), ("context", 3, 1, 0)]:
        draws = Draws(42, purpose, month, member, partner)
        rows.append((f"uniform, twice: 42, {purpose}, {month}, {member}, {partner}", [draws.uniform(), draws.uniform()]))
    for month, member, conversation in [(0, 1, 0), (12, 4, 5)]:
        draws = Draws(42, "gossip", month, member, conversation)
        rows.append((f"below 7, then below 6: 42, gossip, {month}, {member}, {conversation}", draws.choice(7, 6)))
    rows.append(("seeds of replications 0, 1 and 999 of an experiment with seed 1", [replication_seed(1, k) for k in (0, 1, 999)]))
    ties = random_network(42, 8, 3)
    rows.append(("random network of 8 with degree 3, seed 42", " ".join(f"{j}-{i}" for j, i in ties)))
    seed = replication_seed(1, 0)
    rows.append(("default scenario, replication 0: the world after 1, 12 and 60 months", [environment(seed, months) for months in (1, 12, 60)]))
    return rows


def said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(said(item) for item in value)
    return f"{value:.12f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    for asked, value in worked():
        print(f"{asked} = {said(value)}")
