"""What is kept for good, and read again against its hash."""
