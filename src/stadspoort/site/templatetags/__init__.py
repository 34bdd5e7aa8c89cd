"""Template tags of all screens."""
