"""Everything the collection draws itself: territories, motifs, icons, barcodes, signs and covers."""
