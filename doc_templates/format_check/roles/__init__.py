"""Which paragraph is which component of NĐ 30/2020, told by words and place, never by a style's name."""
