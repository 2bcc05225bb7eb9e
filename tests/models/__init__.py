"""The models compute: no server, no file."""
