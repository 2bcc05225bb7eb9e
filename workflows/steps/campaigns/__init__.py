"""A campaign itself: its plan, its days, the versions it keeps to."""
