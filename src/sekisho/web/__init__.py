"""The pages: each one view that gives HTML and the same path with `.json`."""
