"""Files that people upload: recognised by content, refused when active, stored once by hash, shown behind a door."""
