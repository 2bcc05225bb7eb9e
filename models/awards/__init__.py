"""Awards at a campaign's end: nominees, nominations, councils, dossiers, decisions, money, archive.

Pure values and rules; the law comes in as data (``regulations.Law``).
"""
