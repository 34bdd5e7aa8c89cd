"""What the gate needs from the database: keys, vaults, journal, sealed copies, snapshot."""
