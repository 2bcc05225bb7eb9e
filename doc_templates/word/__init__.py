"""A Word file as bytes: opened with suspicion, read strictly, written so that equal parts give equal bytes."""
