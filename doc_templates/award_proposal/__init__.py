"""Tờ trình đề nghị khen thưởng with its list: the template, its design and its sample."""
