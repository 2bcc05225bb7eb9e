"""The format rules of NĐ 30/2020, on our own documents and on anybody's."""
