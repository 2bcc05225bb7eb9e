"""docxtpl's features, one by one."""
