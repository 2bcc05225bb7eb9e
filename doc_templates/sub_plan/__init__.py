"""Kế hoạch triển khai of a unit: the template, its design and its sample."""
