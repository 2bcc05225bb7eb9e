"""A document of any kind: drafted, numbered, issued, filed, found again."""
