"""Công văn đôn đốc: the template, its design and its sample."""
