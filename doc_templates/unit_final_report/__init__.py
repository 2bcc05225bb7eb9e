"""Báo cáo tổng kết of a unit: the template, its design and its sample."""
