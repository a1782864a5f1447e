"""The contract between the pipeline and everything that reads it: published documents. Imports no Django."""
