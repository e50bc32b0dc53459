"""Chance that depends on nothing but the seed, the stage, the one it is drawn for, and a number.

A family simulated alone has the same life as in a whole county, however the county is cut into
chunks. The mixing is SplitMix64 (Steele, Lea and Flood, 2014).
"""

from __future__ import annotations

import functools
import hashlib
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
_Words = np.ndarray[Any, np.dtype[np.uint64]]
_STEP, _OTHER_STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1342543DE82EF95)
_GRAIN = 200_001


def _mix(words: _Words) -> _Words:
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: _Words = words ^ (words >> np.uint64(31))
    return mixed


def _words(numbers: Ints | int) -> _Words:
    words: _Words = np.atleast_1d(np.asarray(numbers)).astype("int64").view(np.uint64)
    return words


@functools.cache
def _key(seed: int, stage: str) -> int:
    digest = hashlib.blake2b(f"{seed}/{stage}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


@functools.cache
def _quantiles(kind: str, *arguments: float) -> Floats:
    """Give the values of a distribution in order, so that one can be drawn by its rank."""
    drawn = getattr(np.random.default_rng(1), kind)(*arguments, size=_GRAIN)
    values: Floats = np.sort(drawn)
    return values


def occurrence(keys: Ints) -> Ints:
    """Give how many times each key came before it in the array."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(keys) else order
    counts = np.diff(np.r_[first, len(keys)])
    places = np.empty(len(keys), dtype="int64")
    places[order] = np.arange(len(keys)) - np.repeat(first, counts)
    return places


@dataclass(frozen=True)
class Chance:
    """Where everything that happens by chance in a county comes from."""

    seed: int

    def draws(self, stage: str, entity: Ints, number: Ints | int = 0) -> Draws:
        """Give the draws of a stage: each of them has one value for each entity and number."""
        words = _mix(_words(entity) * _STEP + np.uint64(_key(self.seed, stage)))
        return Draws(_mix(words + _words(number) * _OTHER_STEP))

    def alone(self, stage: str, entity: int) -> random.Random:
        """Give the draws of one entity that is lived through step by step."""
        # Predictable on purpose: this is a simulation and protects nothing.
        return random.Random(_key(self.seed, stage) ^ (entity * int(_STEP)))  # noqa: S311

    def shuffle(self, stage: str, numbers: Ints, *, size: int) -> Ints:
        """Give each number below `size` another one below it, no two the same (a Feistel network)."""
        half = np.uint64(max(1, (size - 1).bit_length() + 1) // 2 + 1)
        mask = (np.uint64(1) << half) - np.uint64(1)
        key = np.uint64(_key(self.seed, f"shuffle {stage}"))
        words = _words(numbers).copy()
        todo = np.arange(len(words))
        while len(todo):
            left, right = words[todo] >> half, words[todo] & mask
            for turn in range(1, 5):
                mixed = _mix(right * _STEP + key + _OTHER_STEP * _words(turn))
                left, right = right, (left ^ mixed) & mask
            words[todo] = (left << half) | right
            todo = todo[words[todo] >= np.uint64(size)]
        return words.astype("int64")


@dataclass
class Draws:
    """Draws for the same entities, one after the other."""

    state: _Words
    drawn: int = field(default=0)

    def uniform(self) -> Floats:
        """Draw evenly from 0 to 1."""
        self.drawn += 1
        words = _mix(self.state + _STEP * _words(self.drawn))
        return (words >> np.uint64(11)).astype("float64") * 2.0**-53

    def happens(self, share: Floats | float) -> Flags:
        """Draw whether something with a certain chance happens."""
        happened: Flags = self.uniform() < share
        return happened

    def integers(self, low: Ints | int, high: Ints | int) -> Ints:
        """Draw a whole number from low to below high; where there is none, low."""
        width = np.maximum(np.asarray(high) - np.asarray(low), 1)
        drawn: Ints = np.asarray(low) + (self.uniform() * width).astype("int64")
        return drawn

    def place(self, shares: Sequence[float]) -> Ints:
        """Draw a place in a sequence of shares."""
        bounds = np.cumsum(np.asarray(shares, dtype="float64"))
        drawn: Ints = np.searchsorted(bounds[:-1] / bounds[-1], self.uniform(), side="right")
        return drawn

    def pick(self, values: Sequence[Any], shares: Sequence[float] | None = None) -> np.ndarray:
        """Draw one of several values."""
        picked: np.ndarray = np.array(values)[self.place(shares or [1.0] * len(values))]
        return picked.astype(object) if picked.dtype.kind == "U" else picked

    def poisson(self, mean: Floats | float) -> Ints:
        """Draw how often something happens that happens so often on average."""
        luck = self.uniform()
        rate = np.broadcast_to(np.asarray(mean, dtype="float64"), luck.shape)
        count = np.zeros(len(luck), dtype="int64")
        term = np.exp(-rate)
        total = term.copy()
        todo = np.flatnonzero(luck > total)
        while len(todo):
            count[todo] += 1
            term[todo] *= rate[todo] / count[todo]
            total[todo] += term[todo]
            todo = todo[(luck[todo] > total[todo]) & (term[todo] > 1e-300)]
        return count

    def like(self, kind: str, *arguments: float) -> Floats:
        """Draw from a distribution that NumPy knows by this name."""
        values = _quantiles(kind, *arguments)
        drawn: Floats = np.interp(self.uniform(), np.linspace(0, 1, len(values)), values)
        return drawn
