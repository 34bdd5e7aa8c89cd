"""Stadspoort: a protected environment in which municipalities use generative AI."""
