"""Pages written many at a time, each field as Wagtail's own `add_child` and `save_revision().publish()` leave it."""
