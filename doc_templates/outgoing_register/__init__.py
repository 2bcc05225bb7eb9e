"""Sổ đăng ký văn bản đi: the template, its design and its sample."""
