"""What Sekisho can be asked: the functions that pages, API, MCP and command line share. Plain data in, plain data out."""
