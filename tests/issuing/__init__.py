"""The issuing protocol, with real servers that fail and real processes that die."""
