"""The municipality's own lists for the detector: versions, which one is in use, its screens."""
