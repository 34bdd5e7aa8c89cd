"""Facts, evidence, adoptions and verdicts: what the register's entries are judged from."""
