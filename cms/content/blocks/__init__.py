"""The StreamField blocks that editors write with. Their names are those of the published blocks."""
