"""Prefect does the work: one short flow per kind of operation, a worker, a dispatcher, a schedule.

Nothing else imports Prefect, and nothing here knows what a document is.
"""
