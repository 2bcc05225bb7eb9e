"""The structure over time; run by ``storage.registry.migrating``."""
