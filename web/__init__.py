"""Pages for staff, units, the Board and the archivist."""
