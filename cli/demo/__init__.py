"""The demo: the Đồng Nai campaign of 2024 played through real runs, from the acts that a person would do."""
