"""What people bring in as files: plans, directories, law data, Word files; read with all their faults at once."""
