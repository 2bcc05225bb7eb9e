"""Kế hoạch phát động phong trào thi đua: the template, its design and its sample."""
