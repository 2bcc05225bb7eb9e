"""Bằng khen, Giấy khen: the template, its design and its sample."""
