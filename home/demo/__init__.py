"""The demo site: its content in the import format, and its drawings."""
