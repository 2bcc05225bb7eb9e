"""Millimetres and points as Word counts them."""


def twips(millimetres: float) -> int:
    """Return twentieths of a point, rounded up so that a least margin is never missed by rounding."""
    exact = millimetres / 25.4 * 1440
    return int(exact) if exact == int(exact) else int(exact) + 1


def twentieths(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)
