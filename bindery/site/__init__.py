"""What the pages of the site are made of: addresses, bodies fit for the web, style sheet and drawings, linked data."""
