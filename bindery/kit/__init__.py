"""What a press kit is made of: its words, the authors' press texts, its pages, its pictures, and the archive."""
