"""The language of tags."""
