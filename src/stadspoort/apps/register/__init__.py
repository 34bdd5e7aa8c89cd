"""Suppliers, applications, models, purposes and the decisions on their use."""
