"""The search index: a Tantivy copy of what the registry knows, which can be thrown away at any time."""

from storage.search.index import IndexBroken, IndexBusy, TantivyIndex, open_index

__all__ = ["IndexBroken", "IndexBusy", "TantivyIndex", "open_index"]
