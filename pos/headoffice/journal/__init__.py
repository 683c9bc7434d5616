"""What terminals sold: their journals, the books that follow from them, and what is read out."""
