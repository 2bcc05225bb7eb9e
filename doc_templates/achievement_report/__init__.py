"""Báo cáo thành tích of a collective or a person: the template, its design and its sample."""
