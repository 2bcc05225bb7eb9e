"""The archive as a whole: laid away once, read again, and every kind of damage found and named."""
