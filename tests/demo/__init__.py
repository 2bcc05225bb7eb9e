"""The demo, held against its assumptions."""
