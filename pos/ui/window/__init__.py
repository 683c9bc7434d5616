"""The window around the pages: bars, keys, work in the background."""
