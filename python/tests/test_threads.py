"""Parsing releases the interpreter lock, and threads do not disturb each other."""

import concurrent.futures
import threading

import baogao


def test_other_threads_run_while_a_text_is_parsed(text: str) -> None:
    # The counter can only move between the two marks if the parser has let go of the lock: a parse that holds it
    # gives no other thread a turn, because it runs no Python bytecode.
    long = text * 20_000
    started, stop, counts = threading.Event(), threading.Event(), [0]

    def count() -> None:
        started.set()
        while not stop.is_set():
            counts[0] += 1

    counter = threading.Thread(target=count)
    counter.start()
    started.wait()
    before = counts[0]
    report = baogao.parse(long)
    moved = counts[0] - before
    stop.set()
    counter.join()
    assert len(report.figures) == 4 * 20_000
    # Switching on entry and exit alone would give the counter two turns of 5 ms, some ten thousands of steps at most.
    assert moved > 200_000


def test_threads_give_the_same_report(text: str) -> None:
    expected = baogao.parse(text)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert all(report == expected for report in pool.map(baogao.parse, [text] * 64))
