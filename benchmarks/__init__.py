"""Measurements with a limit, run by ``make bench``."""
