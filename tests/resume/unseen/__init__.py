"""Resumes of 20 invented people in five layouts, with the truth beside each.

Headings and names are others than those of the corpus, and so are two of the five producers; the parser had not seen
the files when they were made. Since then it was mended with them in sight: they belong to its
development, and to its tests.
"""
