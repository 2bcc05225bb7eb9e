"""Quyết định khen thưởng with its list: the template, its design and its sample."""
