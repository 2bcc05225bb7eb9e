"""Word files into PDF."""
