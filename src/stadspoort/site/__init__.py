"""Where the parts are joined: settings, addresses, the server, Dutch error texts."""
