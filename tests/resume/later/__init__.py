"""Resumes of another 25 invented people, made to be measured once, with the truth beside each."""
