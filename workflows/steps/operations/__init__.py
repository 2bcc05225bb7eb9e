"""What every piece of asked-for work shares: what must be there before, and how far it has come."""
