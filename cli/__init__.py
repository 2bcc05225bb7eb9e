"""The ``thidua`` command."""
