"""Tests of doc_templates."""
