"""Any Word file as paragraphs with their effective formatting, whoever wrote it."""
