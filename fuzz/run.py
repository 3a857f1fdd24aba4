"""The mass: inputs by their numbers, in several processes, until the time or the numbers are over.

The input of a number depends on the seed, the number and the corpus alone, so the same run gives the same
inputs in however many processes.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from multiprocessing import get_context
from queue import Empty
from random import Random
from time import monotonic, process_time
from typing import Any, NamedTuple

from fuzz import corpus
from fuzz.coverage import Coverage
from fuzz.minimise import minimised
from fuzz.subject import Broken, Input, Subject, an_input, broken

SHRINKING = 20.0
"""Seconds in which a failure is made smaller."""
ENOUGH = 3
"""How many failures of the same law and kind are made smaller; more of them are only counted."""
_CHUNK = 100


class Plan(NamedTuple):
    """What to run: until so many `seconds` have gone, or the input of that number is reached."""

    subjects: tuple[Subject, ...]
    seed: str
    seconds: float
    inputs: int
    jobs: int
    grow: bool


class Failure(NamedTuple):
    """An input that broke a law, made as small as it gets."""

    subject: str
    seen: Broken
    input: Input


class Outcome(NamedTuple):
    """Inputs and seconds of processor time a subject, failures, and how many of each law and subject."""

    inputs: Counter[str]
    seconds: defaultdict[str, float]
    failures: list[Failure]
    counted: Counter[tuple[str, str]]
    kept: int


def _nothing() -> Outcome:
    return Outcome(Counter(), defaultdict(float), [], Counter(), 0)


def run(plan: Plan) -> Outcome:
    """Run a plan. With several jobs, each is a process of its own."""
    if plan.jobs == 1:
        return _merged([_share(plan, 0)])
    context: Any = get_context("fork" if hasattr(os, "fork") else "spawn")
    queue: Any = context.Queue()
    workers = [context.Process(target=_report, args=(queue, plan, job)) for job in range(plan.jobs)]
    for worker in workers:
        worker.start()
    outcomes = list(_collected(queue, workers))
    for worker in workers:
        worker.join()
    return _merged(outcomes)


def _report(queue: Any, plan: Plan, job: int) -> None:
    queue.put(_share(plan, job))


def _collected(queue: Any, workers: list[Any]) -> Iterator[Outcome]:
    """What the processes report; one that died is a failure of its own."""
    left = len(workers)
    while left:
        try:
            yield queue.get(timeout=1)
            left -= 1
        except Empty:
            dead = [worker for worker in workers if worker.exitcode not in (None, 0)]
            if dead and left <= len(dead):
                for worker in dead[:left]:
                    seen = Broken("no_process_dies", f"exit status {worker.exitcode}")
                    died = Counter({("a process", seen.law): 1})
                    yield _nothing()._replace(failures=[Failure("a process", seen, {})], counted=died)
                return


def _share(plan: Plan, job: int) -> Outcome:
    """What one process does: every so many-th chunk of inputs."""
    outcome = _nothing()
    shares = [subject for subject in plan.subjects for _ in range(subject.share)]
    documents = corpus.documents()
    coverage, kept = Coverage(plan.grow), 0
    for subject in plan.subjects:
        for data in corpus.grown() if plan.grow and subject.name == corpus.GROWS else ():
            with coverage:  # where these went is known
                broken(subject, data)
    until = monotonic() + plan.seconds
    number = job * _CHUNK
    while monotonic() < until and number < plan.inputs:
        for at in range(number, min(number + _CHUNK, plan.inputs)):
            rng = Random(f"{plan.seed} {at}")
            subject = rng.choice(shares)
            data = an_input(subject, rng, documents)
            begin = process_time()
            with coverage:
                seen = broken(subject, data)
            outcome.inputs[subject.name] += 1
            outcome.seconds[subject.name] += process_time() - begin
            if seen:
                _failed(outcome, subject, data, seen)
            elif subject.name == corpus.GROWS and coverage.new():
                corpus.keep(data)
                documents.append(data)
                kept += 1
        number += plan.jobs * _CHUNK
    coverage.end()
    return outcome._replace(kept=kept)


def _failed(outcome: Outcome, subject: Subject, data: Input, seen: Broken) -> None:
    kind = f"{seen.law} {seen.said.partition(':')[0]}" if "exception" in seen.law else seen.law
    outcome.counted[subject.name, kind] += 1
    if outcome.counted[subject.name, kind] <= ENOUGH:
        data, seen = minimised(subject, data, seen, SHRINKING)
        if all(data != each.input for each in outcome.failures):
            outcome.failures.append(Failure(subject.name, seen, data))


def _merged(outcomes: list[Outcome]) -> Outcome:
    whole = _nothing()
    for each in outcomes:
        whole.inputs.update(each.inputs)
        for name, seconds in each.seconds.items():
            whole.seconds[name] += seconds
        whole.counted.update(each.counted)
        whole.failures.extend(failure for failure in each.failures if failure not in whole.failures)
    return whole._replace(kept=sum(each.kept for each in outcomes))
