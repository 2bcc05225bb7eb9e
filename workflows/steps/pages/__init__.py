"""Read-only views for pages: frozen values that a page shows as they are."""
