"""The tools that Bindery is measured against: how each is called, and its template."""
