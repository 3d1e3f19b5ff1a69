"""Real pages in a real Chromium: the citizen's way, the clerk's way, accessibility, small screens."""
