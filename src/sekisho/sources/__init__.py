"""Official lists of parties: one adapter for each source, the raw bytes kept, every edition checked and compared."""
