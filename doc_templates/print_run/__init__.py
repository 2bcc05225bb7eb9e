"""Many documents of one template in one file to print, each as it looks alone."""

from doc_templates.print_run.lists import Lists
from doc_templates.print_run.whole import Filled, Run, is_beside

__all__ = ["Filled", "Lists", "Run", "is_beside"]
