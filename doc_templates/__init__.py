"""How a document looks: bytes in, bytes out."""
