"""Resumes of 20 invented people in five layouts, made apart from the work on the parser, with the truth beside each."""
