"""Awards: money, words, dossiers, decisions, checks before issue, archive data."""
