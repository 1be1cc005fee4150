"""What was asked for last is not made again, and no more than a few are kept."""

from __future__ import annotations

from dragoman.ask.recent import Recent


def test_a_value_is_made_once_until_others_take_its_place() -> None:
    made: list[int] = []

    def squared(n: int) -> int:
        made.append(n)
        return n * n

    recent: Recent[int, int] = Recent(2)
    asked = [recent.get(n, lambda n=n: squared(n)) for n in (1, 2, 1, 3, 2, 1)]  # type: ignore[misc]
    assert asked == [1, 4, 1, 9, 4, 1]
    assert made == [1, 2, 3, 1]
    assert (len(recent), 1 in recent, 2 in recent) == (2, True, False)
