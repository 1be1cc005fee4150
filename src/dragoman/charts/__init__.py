"""Answers as pictures: maps, timelines, networks, heat maps and counts, in Vega-Lite.

Pure: an answer goes in, a `Picture` comes out; nothing here asks a ledger or reads a clock. The packages of
the extra `charts` are imported only where a picture is made or written.
"""
