"""Bindery: Markdown chapters become printed books, PDFs, e-books, a web edition and a press kit.

The stages, in order: load, plan, assemble, render, package, check. See docs/architecture.md.
"""

__version__ = "0.1.0"
