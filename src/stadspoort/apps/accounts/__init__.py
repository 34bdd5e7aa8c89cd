"""People: accounts, roles and what they may do; signing in with MFA or OIDC."""
