"""Where things are kept: objects, registry, search index."""
