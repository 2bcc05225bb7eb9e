"""Characters that XML cannot hold, and those that Word shows as breaks."""

import re

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML holds."""
UNPRINTABLE = re.compile("[^\a\f\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no value may hold: the break marks below are turned into Word's own breaks."""
BREAKS = "\n\t\a\f"
"""Line break, tab, new paragraph, new page."""
BREAK = re.compile(f"[{BREAKS}]")
PAGE = re.compile("[\a\f]")
"""Those of them that XML cannot hold."""
