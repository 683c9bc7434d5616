"""One request in, one answer out: the server that terminals talk to."""
