"""The campaign's end: nominations, council, proposals, dossiers, decision, certificates."""
