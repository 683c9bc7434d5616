"""The console's pages: a path, who may see it, and a function that makes it."""
