"""The registry and the object store as such: structure, guards, errors."""
