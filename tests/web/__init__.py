"""Pages: rights, forms, errors."""
