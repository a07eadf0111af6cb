"""The benchmark: books made from a seed, Bindery and its peers set on them, outputs judged, time and memory told.

A tool for those who work on the engine, started by `python3 build.py bench`; the engine never imports it, and it knows
the engine by its command line alone (but for plain WeasyPrint, which is given the engine's own HTML and styles).
"""
