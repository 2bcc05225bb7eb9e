"""Báo cáo tổng kết phong trào of the province: the template, its design and its sample."""
