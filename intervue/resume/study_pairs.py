"""Schools under one heading and degrees under another: "Institutions attended", "Qualifications obtained"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.schema import Education


def paired(sections: Sequence[Sequence[Education]]) -> list[Education]:
    """The studies of all sections in their order; schools of one and as many degrees of another become one list.

    A degree goes with the school of its date, or else with the one at its place.
    """
    schools = next((each for each in sections if each and all(s.institution and not s.degree for s in each)), None)
    degrees = next((each for each in sections if each and all(s.degree and not s.institution for s in each)), None)
    if not (schools and degrees) or len(schools) != len(degrees):
        return [study for section in sections for study in section]
    dates = [degree.graduation_date for degree in degrees]
    dated = len(set(dates)) == len(dates) and {school.graduation_date for school in schools} == set(dates)
    ordered = [degrees[dates.index(school.graduation_date)] for school in schools] if dated else degrees
    whole = [_joined(school, degree) for school, degree in zip(schools, ordered, strict=True)]
    return [
        study for section in sections if section is not degrees for study in (whole if section is schools else section)
    ]


def _joined(school: Education, degree: Education) -> Education:
    date = degree.graduation_date or school.graduation_date
    return school.model_copy(update={"degree": degree.degree, "field": degree.field, "graduation_date": date})
