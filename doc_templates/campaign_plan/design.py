"""How a campaign plan looks (NĐ 30/2020, PL III, form 1.4; layout b: I., 1., a), -)."""

from doc_templates.kit import heading, signature, text
from doc_templates.kit.paper import Paper


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper)
    heading.title(paper, "{{ type_heading }}")
    text.opening(paper)
    text.blocks(paper)
    signature.signature(paper)
    signature.end(paper)
    return paper
