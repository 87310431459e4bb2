"""Resumes of 25 invented people in five layouts, with the truth beside each.

The parser read them once before it was mended with them in sight: they belong to its development, and to its tests.
"""
