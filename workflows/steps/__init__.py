"""Plain steps: acts that people do, and work that follows from them. They see ports, never a store."""
