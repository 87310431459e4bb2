"""Where each habit of resumes is tested.

Layouts: columns, sidebars, a band across the top, timelines, tables, dates at every place, roles under one company:
    test_page_layouts, test_layouts, test_reading_order, test_templates, test_sidebars, test_margins,
    test_cards;
    education first, oldest first, and projects, publications, volunteering and awards that are no jobs:
    test_sections; studies and certificates under one heading: test_mixed_sections; headers, footers and page numbers
    between two lines of one job: test_running_lines, test_page_breaks; exports of each kind of program: test_exports;
    tables and labels made by hand, forms, also filled-in ones: test_made_by_hand, test_forms, test_forms_filled_in;
    ruled tables cell by cell, and open ones by the names of their columns: test_tables.
Whole careers: test_careers, test_countries, test_samples.
Text: ligatures, hyphens, odd spaces, small caps, dashes, icon fonts, alternative text, bullets of every kind, run-in
    titles, wrapped bullets: test_typography, test_text, test_bullets, test_accents, test_letter_spacing.
Contact: test_contact, test_names_on_pages, test_heads, test_links, test_towns.
Dates in the wording of the page, comparable, never invented: test_dates, test_sections.
Title and company by words, place and look: test_headlines, test_habits, test_positions, test_looks, test_shapes,
    test_position_habits, test_run_in, test_told; degree, field and school: test_education, test_study_habits,
    test_study_lines; headings by words and look: test_text, test_unknown_headings, test_heading_looks.
Skills and certifications: test_skills, test_skill_habits, test_groups, test_certifications, test_certificate_habits.
Scans, and text that cannot be seen: test_visible, test_painted, test_unread.
Details: test_confidence, test_provenance. Hostile files: hostile/; pages that are made to cost
    time, and odd lines: test_long_pages, test_any_lines. Floors of the whole corpus:
    test_corpus_floors. This map: test_map.
"""
