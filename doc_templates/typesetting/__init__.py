"""How words stand on a line: the font that is there, how wide it is, where titles break."""
