"""The style kit of NĐ 30/2020 over python-docx: pages, styles, headings, text, signature, tables."""
