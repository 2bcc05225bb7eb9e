"""What things are: plans, units, obligations, documents and the pure rules over them.

Nothing here reads a clock, a file or the network.
"""
