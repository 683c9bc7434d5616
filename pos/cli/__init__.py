"""Commands: a thin face over the use cases, the same ones that the window uses."""
