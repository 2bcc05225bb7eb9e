"""Biên bản họp Hội đồng: the template, its design and its sample."""
