"""Resumes of 20 invented people in five layouts, with the truth beside each.

Headings, names and producers are others than those of the corpus, and the parser had not seen them when they were made.
Since then it was mended with them in sight: they belong to its development, and to its tests.
"""
