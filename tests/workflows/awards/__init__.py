"""The second half of a campaign: nominations, dossiers, decision, certificates."""
