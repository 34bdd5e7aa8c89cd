"""The named steps of one call, each a function of values."""
