"""What is put into a document besides text: prepared XML, pictures, links, other files, and what they need."""
