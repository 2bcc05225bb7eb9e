"""Acts and work steps on real servers."""
