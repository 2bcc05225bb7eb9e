"""Bìa và mục lục hồ sơ: the template, its design and its sample."""
