"""People at a browser, on the whole stack."""
