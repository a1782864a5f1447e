"""Faults that are done to a running Topichub, to see that nothing is lost and nothing is leaked."""
