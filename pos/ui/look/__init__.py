"""How everything looks and reads: colours, type, icons, words, numbers."""
