"""Plan files, the two real plans, and the checks on any plan."""
