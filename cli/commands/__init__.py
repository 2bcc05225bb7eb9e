"""One module per group of commands, each with ``register(app)``; heavy imports happen inside a command."""
