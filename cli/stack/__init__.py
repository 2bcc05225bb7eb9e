"""The local stack: every server the service needs, from locked packages, on this machine's loopback only."""
