"""The steps by which the tables came to be as they are; a step that was released is never changed."""
