"""Which files are converted together, and what follows when a run goes wrong."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from doc_templates.pdf.office import End
from doc_templates.pdf.schedule import TOGETHER, Schedule, batches


@given(st.integers(0, 700), st.integers(1, 16))
def test_batches_hold_every_file_once(count: int, workers: int) -> None:
    """Batches are of like size, never too long, and keep every worker busy where there is enough."""
    made = batches(range(count), workers=workers)
    assert sorted(place for batch in made for place in batch) == list(range(count))
    sizes = [len(batch) for batch in made]
    assert not sizes or (max(sizes) <= TOGETHER and max(sizes) - min(sizes) <= 1)
    assert len(made) >= min(count, workers)


@given(st.integers(1, 130), st.sets(st.integers(0, 129), max_size=12), st.integers(1, 4))
def test_every_good_file_is_made_and_every_bad_one_tried_twice(count: int, bad: set[int], workers: int) -> None:
    """Whichever files bring their run down: all others are made, and a bad one is tried twice and given up."""
    schedule = Schedule(range(count), workers=workers)
    made: list[int] = []
    given_up: list[int] = []
    tried: Counter[int] = Counter()
    while (batch := schedule.take()) is not None:
        fatal = next((place for place in batch if place in bad), None)
        done = batch if fatal is None else batch[: batch.index(fatal)]
        for _ in done:
            schedule.made()
        made += done
        tried.update(() if fatal is None else (fatal,))
        end = End.WELL if fatal is None else End.CRASHED
        after = schedule.after(batch[len(done) :], end=end, barren=not done)
        given_up += after.given_up
    assert sorted(made) == [place for place in range(count) if place not in bad]
    assert sorted(given_up) == sorted(place for place in bad if place < count)
    assert set(tried.values()) <= {2}


def test_runs_without_a_pdf_put_the_program_in_doubt() -> None:
    """Two runs in succession that make nothing put LibreOffice in doubt, one that merely crashed does not."""
    schedule = Schedule(range(4), workers=1)
    assert not schedule.after((0, 1, 2, 3), end=End.CRASHED, barren=True).in_doubt
    assert schedule.after((1, 2, 3), end=End.TOO_LONG, barren=True).in_doubt
    schedule.proved()
    assert not schedule.after((2, 3), end=End.CRASHED, barren=True).in_doubt


def test_what_hangs_alone_is_given_up_at_once() -> None:
    """A file that took too long by itself gets no second half an hour; LibreOffice proves itself first."""
    schedule = Schedule(range(1), workers=1)
    assert schedule.take() == (0,)
    assert schedule.after((0,), end=End.TOO_LONG, barren=True) == ((0,), True)
    assert schedule.take() is None
    together = Schedule(range(2), workers=1)
    assert together.take() == (0, 1)
    assert together.after((0, 1), end=End.TOO_LONG, barren=True).given_up == ()
