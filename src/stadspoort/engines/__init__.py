"""Plain Python, values in and values out: no Django, network, clock, settings or own randomness."""
