"""What the words of a résumé's headlines tell: whether a text names a position, an employer or a school."""

from __future__ import annotations

import re

_TITLES = (
    "accountant actor administrator adviser advisor agent aide analyst apprentice architect artist assistant associate"
    " attendant attorney auditor author baker barista bartender bookkeeper buyer captain caregiver carer carpenter"
    " cashier ceo cfo chair chef chief clerk clinician coach co-founder cofounder consultant contractor controller cook"
    " coordinator counsel counselor counsellor crew cto curator dentist deputy designer developer dietitian director"
    " dispatcher doctor driver economist editor educator electrician employee engineer entrepreneur estimator examiner"
    " executive facilitator fellow foreman founder freelance freelancer graphic guard handyman head helper hostess"
    " hygienist inspector instructor intern internship interpreter investigator janitor journalist journeyman lawyer"
    " lead leader lecturer liaison librarian machinist maintainer maker manager marketer mechanic mechanist member"
    " mentor merchandiser midwife musician nanny nurse officer operator optician orderly organizer owner painter"
    " paralegal paramedic partner pharmacist phlebotomist photographer physician pilot planner plumber practitioner"
    " preceptor president principal producer professor programmer promoter psychologist receptionist recruiter"
    " registrar rep reporter representative researcher resident scholar scientist scrum secretary seller server sitter"
    " specialist sre staffer statistician steward strategist student superintendent supervisor surgeon surveyor"
    " swimmer taxidermist teacher teamleader technician technologist teller tester therapist trader trainee trainer"
    " translator treasurer tutor underwriter usher volunteer waiter waitress warehouseman welder worker writer"
    " rn lpn cna np md sdr bdr vp svp avp qa entwickler entwicklerin leiter leiterin lehrer lehrerin praktikant"
)
_EMPLOYERS = (
    "inc llc ltd limited gmbh ag kg plc corp corporation co company group holdings partners ventures labs laboratories"
    " studio studios agency bank hospital clinic health healthcare medical center centre university college school"
    " academy institute isd district county city department ministry council foundation association organization"
    " organisation society church museum library hotel restaurant cafe store shop university systems technologies"
    " technology software solutions services industries enterprises logistics airlines insurance pharma consulting"
    " bv nv sa srl spa pty oy ab club ngo army navy trust nhs charity network media press foods motors energy"
    " elementary preschool kindergarten primary secondary grammar polytechnic"
)
TITLE_WORDS = frozenset(_TITLES.split())
EMPLOYER_WORDS = frozenset(_EMPLOYERS.split())
_SCHOOL = re.compile(
    r"\b(?:universit\w*|universid\w*|college|school|institut\w*|academy|polytechnic|conservator\w*|hochschule|gymnasium"
    r"|lyc[ée]e|[ée]cole|seminary|faculty|bootcamp|MIT|ETH|UCLA|UC\s+[A-Z]\w+|CUNY|SUNY|KAIST|NUS|IIT)\b",
    re.IGNORECASE,
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text.casefold())


def title_score(text: str) -> int:
    """Above 0 if the text looks like a position, below if it looks like an employer; 0 if nothing can be told."""
    words = _words(text)
    parts = {part for word in words for part in (word, *word.split("-"))}
    plural = {word[:-1] for word in parts if word.endswith("s")}
    score = 2 * bool(parts & TITLE_WORDS) + bool(plural & TITLE_WORDS and not parts & TITLE_WORDS)
    if parts & EMPLOYER_WORDS:
        score -= 3 if words[-1] in EMPLOYER_WORDS else 1
        # "Bank Teller", "School Nurse": the last word before a comma decides.
        head = _words(re.split(r",|\bof\b|\bfor\b|\bin\b|\(", text, maxsplit=1)[0])
        if head and head[-1] in TITLE_WORDS:
            score += 2
    return score


def is_school(text: str) -> bool:
    """Whether the text names a place of education."""
    return _SCHOOL.search(text) is not None
