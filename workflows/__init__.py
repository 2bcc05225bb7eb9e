"""What happens, and in which order."""
