"""Names of every script in Latin forms, on which they meet."""
