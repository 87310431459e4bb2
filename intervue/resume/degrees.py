"""Degrees of many countries: what they are called, and which words after them name the field."""

# ruff: noqa: RUF001
# Why: the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SUBJECTS = (
    "Science|Sciences|Arts|Art|Applied Science|Applied Arts|Fine Arts?|Engineering|Business Administration|Education"
    "|Laws?|Commerce|Technology|Medicine"
    "|Philosophy|Music|Nursing(?: Science)?|Architecture|Social Work|Public Health|Business|Design|Computer"
    " Applications|Surgery|Pharmacy|Management|Divinity"
    "|Accountancy|Accounting|Research|Teaching|Public Administration|Letters|Finance|Dental Surgery|Veterinary"
    " Medicine|Public Policy|Social Science"
    "|Health Sciences?|Computer Science|Information Technology|Theology|Economics|Journalism|Nursing Practice"
    "|Physical Therapy|Medical Science"
    "|Professional Studies|General Studies|Liberal Arts|Library Science|International Affairs|Statistics|Mathematics"
)
_OF = rf"(?:\s+of\s+(?:(?:{_SUBJECTS})(?!\w)|[A-Z]\w+(?:\s+(?:and\s+|&\s+)?[A-Z]\w+){{0,3}}))"
_OF_CAPS = r"(?:\s+OF\s+[A-Z]+(?:\s+(?!IN\b)[A-Z]+){0,2})"
_ASSOCIATE = (
    r"Associate(?!\s+(?:[Mm]ember|[Ff]ellow|[Dd]irector|[Pp]rofessor|[Ee]ditor|[Cc]hartered|[Cc]ertified|[Ll]evel))"
)
_ENGLISH = (
    r"(?:(?:Executive|Joint|Dual|Double|Honou?rs|Integrated|Professional|European|International)\s+)?"
    rf"(?:Bachelor|(?<!Scrum\s)Master|Doctor|{_ASSOCIATE})(?:['’]?s)?(?!\w)(?:\s+[Dd]egree)?(?:(?<=Associate)\s+in\s+(?:Applied\s+)?(?:Arts|Science|Business)(?!\w)|{_OF}|{_OF_CAPS})?(?:\s+[Dd]egree(?!\w))?"
    r"|(?:(?:West\s+African|Cambridge|National|Overseas)\s+)?(?:(?:First|Primary|Basic|Middle|Junior|Senior|Higher|High"
    r"|Secondary)\s+){0,2}School\s+(?:Leaving\s+)?Certificate(?:\s+Examination)?"
    r"|(?:(?:Kenya|Indian|International\s+General|General|Queensland|Victorian|Tasmanian|(?:South|Western)\s+Australian)\s+)?"
    r"Certificate\s+of\s+(?:(?:Primary|Secondary|Higher|Further)\s+)?Education"
    r"|A\.?B\.?(?=\s+(?:in\s+)?[A-Z][a-z]+(?:\s|$|,))|Legal\s+Practice\s+Course|Bar\s+(?:(?:Professional|Vocational|Practice)\s+)(?:Training\s+)?Course|Juris\s+Doctor|Doctorate|(?:(?:Post-?\s?)?[Gg]raduate|Undergraduate|Advanced|Higher\s+National|National|Foundation"
    r"|Professional|Technical|Vocational"
    r"|High\s+School|Secondary\s+School|Higher|Extended|Leaving|Junior|Ordinary|Trade|School\s+Leaving)\s+(?:Diploma"
    r"|Certificate|Degree)"
    r"|(?:Level\s+\d\s+|Advanced\s+|(?:New\s+Zealand|NZ|Australian|European|Irish)\s+)?(?:Diploma|Certificate)(?:\s+(?:I{1,3}|IV|Level\s+\d))?(?!\w)"
    r"|(?:S?NVQ|SVQ|BTEC|City\s*&\s*Guilds|RQF)(?:\s+(?:Level\s+)?\d)?(?:\s+(?:National|Extended"
    r"|Higher))*(?:\s+(?:Diploma|Certificate|Award))?(?!\w)"
    r"|International\s+Baccalaureate(?:\s+Diploma)?|IB\s+Diploma|PGCE|PGDip|PGCert|HND|HNC|GCSEs?|(?:(?:Singapore[-–])?(?:Cambridge\s+)?GCE\s+)?A[-\s]Levels?"
    r"|AS[-\s]Levels?|GED|SSC|HSC|CBSE|WAEC|NECO|CSEC|CXC|SPM|STPM|VCE|QCE|WACE|SACE|NTCET|HKDSE|Standard\s+Grades?|National\s+5s?|Ordinary\s+Levels?"
    r"|WASSCE|SSCE|KCSE|KCPE|(?:I?GCE\s+)?['‘’\"“]?O['’\"”]?[-\s]Levels?|(?:GCE\s+)?['‘’\"“]A['’\"”][-\s]Levels?|IGCSEs?|NCEA(?:\s+Level\s+\d)?|National\s+Senior\s+Certificate"
    r"|(?:Cambridge\s+)?(?:International\s+)?AS\s*(?:&|and)\s*A[-\s]Levels?|Honou?rs(?=\s+in\b)"
    r"|XI{0,2}(?=\s*\()|(?:Class|Grade|Standard|Year)\s+(?:XII?|X|1[0-3])(?:th)?(?!\w)(?:\s+(?:Diploma|Certificate))?|1[02]th(?:\s+(?:[Gg]rade|[Ss]tandard|[Cc]lass))?(?!\w)"
    r"|(?<![a-z]\s)(?:Higher|Senior)\s+Secondary(?:\s+(?:School|Certificate|Education))*|Matriculation|Foundation\s+(?:Degree|Year)"
    r"|Intermediate(?=\s*(?:\(|$|,|in\b))|F\.?\s?Sc\.?(?=\W|$)|F\.A\.?|[FID]\.?\s?Com\.?(?=\W|$)|I\.C\.S\.?"
    r"|Access\s+to\s+(?:HE|Higher\s+Education)(?:\s+Diploma)?|SSLC|HSSC|Matric(?=\W|$)|Madhyamik|Dakhil|Alim|10\+2|Plus\s+Two|Journey(?:man|person)(?:['’]s)?\s+(?:[Cc]ertificate|[Ll]icen[cs]e)|BPTC|BVC|GDL|LPC|CSEs?(?=\s+[A-Z][a-z])|(?:Leaving|Junior)\s+Cert(?:ificate)?(?:\s+Applied)?(?!\w)|CA\s+(?:Final|Inter(?:mediate)?)(?!\w)|Apprenticeship|Residency|Fellowship(?=\s+in\b)|Highers|Minor|Bootcamp"
)
_ABBREVIATIONS = (
    "B A", "B Sc", "B S N", "B S", "B Eng", "B Ed", "B Tech", "B Com", "B Comm", "B B A", "B F A", "B Des",
    "B Arch", "B Pharm", "B Mus", "B Phil", "B C A", "B E", "B V Sc", "B D S", "B S W", "B Th", "B Soc Sc", "B N",
    "B P Ed", "B Psych", "B Hons", "H B Sc", "H B A", "LL B", "LL M", "LL D", "M A", "M Sc", "M Sci", "M S N",
    "M S W", "M S c", "M S", "M Eng", "M Ed", "M Tech", "M Com", "M B A", "M F A", "M P H", "M P A", "M P P",
    "M Phil", "M Res", "M Des", "M Arch", "M Pharm", "M Mus", "M C A", "M E", "M H A", "M L I S", "M L S", "M Div",
    "M Chem", "M Phys", "M Math", "M Litt", "M B B S", "M B Ch B", "M Acc", "M I M", "M St", "E M B A", "Ph D",
    "D Phil", "J D", "M D", "Ed D", "D N P", "D B A", "D D S", "D V M", "D P T", "Psy D", "Pharm D", "Sc D", "Th D",
    "B N Sc", "M N Sc", "B Agric", "B A Sc", "M A Sc", "B H Sc", "B M Sc", "B Math", "B Voc", "M Plan",
    "D M D", "Eng D", "D Sc", "Ed S", "P G D M",
    "A O S", "N Dip", "B Compt", "B Cur", "B Proc", "B Optom", "B Soc Sci", "B Bus",
    "A A S", "A S", "A A", "A D N", "A S N", "B Sc Hons", "B A Hons",
)  # fmt: skip
_LETTERS = "|".join(
    text.replace(" ", r"\.?\s?") + r"\.?"
    for text in sorted((*_ABBREVIATIONS, *(a.upper() for a in _ABBREVIATIONS)), key=len, reverse=True)
)
_GERMAN = (
    r"Dipl\.?[-–\s]?(?:Ing|Kfm|Kffr|Inf|Phys|Psych|Chem|Biol|Math|Päd|Wirt|Betriebsw|Des|Designer)\w*\.?(?:-?(?:Ing"
    r"|Inf)\.)?(?:\s*\((?:FH|TU|Univ\.?|BA|DH)\))?"
    r"|Diplom(?:-[A-ZÄÖÜ]\w+|(?:kauf|psycho|sozial|ingenieur|betriebs|informatik|biolog|physik|chemik|pädagog"
    r"|verwaltungs)\w+)?(?:\s*\((?:FH|TU|Univ\.?|BA|DH)\))?"
    r"|Magister(?:\s+Artium)?|(?:(?:[Ee]rste|[Zz]weite|[Dd]ritte|1\.|2\.)[sr]?\s+)?(?:(?:[Jj]uristische|[Mm]edizinische|[Pp]harmazeutische|[Ll]ehramts)[sr]?\s+)?"
    r"(?:Staats(?:examen|prüfung)|(?<=[Jj]uristische\s)Prüfung)|(?:Fach)?[Aa]bitur|(?:Allgemeine\s+"
    r"|Fachgebundene\s+)?(?:Fach)?[Hh]ochschulreife"
    r"|(?:Qualifizierter\s+)?(?:Real|Haupt|Mittel|Pflicht)schulabschluss(?:\s+nach\s+Klasse\s+\d+)?(?:\s+\(Typ\s+\w\))?|Mittlere(?:r)?\s+(?:Reife|Schulabschluss"
    r"|Bildungsabschluss)|(?:(?:Berufs)?[Aa]usbildung|Lehre)\s+(?:zu[mr]|als)\s+(?:(?:staatlich|anerkannte|geprüfte|examinierte)[nr]?\s+){0,2}[A-ZÄÖÜ]"
    r"(?:(?!\s(?:bei|beim|an|in|am|im|mit|[-–—])\s)[^,;|()•·\d])*|(?:Berufs)?[Aa]usbildung(?=\s+(?:zu[mr]|als)\b|$|,)"
    r"|Meisterbrief|Gepr[üu]fte[rn]?\s+(?:Industrie|Logistik|Handwerks|Küchen|Polier)[-\w]*meister(?:in)?|Meisterprüfung|Gesellen(?:brief|prüfung)|Lehrabschluss(?:prüfung)?|Lehre(?=\s+(?:zu[mr]|als)\b)"
    r"|Berufs(?:abschluss|matura)|(?:Berufs)?[Mm]atura"
    r"|(?:Reife|Fach|Diplom|Magister|Lehrabschluss|Master|Unternehmer)-?(?:\s+und\s+Diplom)?prüfung"
    r"|Promotion(?:\s+zu[mr]\s+Dr\.[-–\s]?\w+\.?(?:\s?\w{3}\.)*)?|Habilitation|[Ll]ic\.\s(?:iur|phil|oec|rer|theol)\.?(?:\s(?:publ|pol|nat|h\.s\.g)\.)?|Dr\.(?:\s*(?:rer|phil|med|jur|oec|iur|ing)\.?)(?:\s*(?:nat|pol|publ)\.?)?|Dr\.-Ing\."
    r"|(?:Eidgenössisches|Eidg\.)\s+Fähigkeitszeugnis(?:\s+EFZ)?|EFZ"
    r"|(?:[Ee]idg\.\s+)?[Dd]ipl\.\s+[A-ZÄÖÜ][a-zäöüß]{4,}(?:\s+(?:NDS\s+)?(?:HF|FH|HFP|ETH)(?!\w))?"
    r"|(?:Geprüfter?\s+)?(?:Fach|Betriebs|Handelsfach|Wirtschaftsfach|Industriefach)wirt(?:in)?"
    r"|Staatlich\s+geprüfter?\s+\w+"
)
_FRENCH = (
    r"Baccalaur[ée]at(?i:\s+(?:professionnel|g[ée]n[ée]ral|technologique|scientifique|litt[ée]raire|S|L|ES|STMG|STI2D|ST2S|STAV|STT|STG|SMS"
    r"|STL)(?!\w))?"
    r"|Bac(?i:\s?\+\s?\d|\s+(?:pro(?:fessionnel)?|g[ée]n[ée]ral|technologique|S|L|ES|STMG|STI2D|ST2S|STAV|STT|STG|SMS)(?!\w))?(?!\w)|(?:BTS"
    r"|DUT|BUT|BEP|CAP|DEUG|DESS|DEA|CQP|CAPES|DEUST|DEES|BEPC|DIU?|BP|DN\s?MADE|DNSEP|DNAT?|DNAP|DMA|DCG|DSCG|(?:DEP|DEC|DES|AEC|ASP)(?=\s+(?:en\b|[A-ZÉ][a-zé]{3})))(?!\w)"
    r"|Licence(?i:\s+(?:pro(?:fessionnelle)?|\d))?(?!\w)(?:\s+[èe]s\s+(?i:lettres|sciences|arts)(?:\s+(?i:[ée]conomiques|sociales|politiques))?)?"
    r"|Technicien(?:ne)?(?i:\s+sup[ée]rieure?)(?!\w)|Ma[îi]trise(?:\s+[èe]s\s+(?i:lettres|sciences|arts)(?:\s+(?i:[ée]conomiques|sociales|politiques))?)?|Master(?i:\s+(?:[12]|pro(?:fessionnel)?|recherche"
    r"|sp[ée]cialis[ée]))(?!\w)"
    r"|Dipl[ôo]me(?i:\s+(?:d['’](?:[ÉE]tat|ing[ée]nieure?|universit[ée]|[ée]tudes\s+\w+)|national(?i:\s+(?:d['’]|d(?:u|es?)\s+)?\w+(?!['’\w]))?"
    r"|universitaire|europ[ée]en|sup[ée]rieur))?(?!\w)"
    r"|Bacheli(?:er|ère)(?!\w)|CESS(?!\w)|Doctorat|Brevet(?i:\s+(?:professionnel|de\s+technicien(?i:\s+sup[ée]rieur)?|des\s+coll[èe]ges))?(?!\w)"
    r"|Certificat(?i:\s+d['’](?:enseignement|[ée]tudes)\s+(?:secondaires?|primaires?)(?i:\s+(?:sup[ée]rieur|inf[ée]rieur))?)(?!\w)"
    r"|Certificat(?i:\s+d['’]aptitude(?i:\s+professionnelle)?)?(?!\w)"
    r"|CFC(?:\s+d(?:e\s+|['’])[^,;|()•·–—\d]+)?(?!\w)|Maturit[ée](?i:\s+(?:gymnasiale|f[ée]d[ée]rale|professionnelle|sp[ée]cialis[ée]e|commerciale))*(?!\w)"
    r"|Titre\s+professionnel|Agr[ée]gation|Classes?\s+pr[ée]paratoires?|CPGE|Prépa(?!\w)"
    r"|Mast[èe]re(?i:\s+sp[ée]cialis[ée])?"
)
_SPANISH = (
    r"Licenciatura|Licenciad[oa]|Grado(?i:\s+(?:superior|medio|universitario))?(?!\w)|Doble\s+grado"
    r"|M[áa]ster(?i:\s+universitario)?(?!\w)|Maestr[íi]a|Doctorado|Doctor[ao]?(?=\s+en\s)|Diplomad[oa]"
    r"|Diplomatura|Bachillerato|Bachiller(?i:\s+(?:acad[ée]mico|t[ée]cnico|industrial|comercial|b[áa]sico|superior))?(?!\w)|(?:Ingenier[oa]\s+)?T[ée]cnic[oa](?i:\s+(?:superior|medi[oa]|universitari[oa]))?(?!\w)"
    r"|Ciclo\s+formativo(?i:\s+de\s+grado\s+(?:superior|medio))?|CFG[SM]|FP(?i:\s+I{1,2}(?!\w))?(?i:\s+(?:de\s+)?grado\s+(?:superior|medio))?(?!\w)"
    r"|ESO(?!\w)|Pregrado|Pos(?:t)?grado|Especializaci[óo]n|Tecnicatura|Curso\s+superior|Ingenier[íi]a(?i:\s+(?:t[ée]cnica"
    r"|superior))?(?=\s+(?:en|de)\b)|Preparatoria"
)
_PORTUGUESE = (
    r"Bacharelado|Bacharel|Licenciatura|Mestrado(?i:\s+(?:integrado|profissional))?(?!\w)|Doutorado|Doutoramento"
    r"|P[óo]s-?[Gg]radua[çc][ãa]o(?i:\s+(?:lato|stricto)\s+sensu)?|Gradua[çc][ãa]o|Tecn[óo]logo"
    r"|Ensino\s+(?i:m[ée]dio|secund[áa]rio|superior|t[ée]cnico|fundamental)(?i:\s+(?:t[ée]cnico|completo|incompleto))?"
    r"|Curso\s+(?i:t[ée]cnico|superior|profissional)|Especializa[çc][ãa]o"
    r"|12\.?º\s+ano"
)
_ITALIAN = (
    r"Laurea(?i:\s+(?:triennale|magistrale|specialistica|breve"
    r"|vecchio\s+ordinamento))?(?i:\s+a\s+ciclo\s+unico)?(?!\w)|Dottorato(?i:\s+di\s+ricerca)?(?!\w)"
    r"|Corso\s+(?i:superiore|di\s+(?:alta\s+)?(?:specializzazione|perfezionamento))(?!\w)|Diploma\s+(?i:di\s+(?:maturit[àa](?i:\s+\w+)?|liceo(?i:\s+\w+)?|laurea|ragioneria|perito(?i:\s+(?!in\b|di\b)\w+)?|istituto\s+\w+"
    r"|scuola\s+\w+(?i:\s+\w+)?)|accademico(?:\s+di\s+(?:I{1,2}|primo|secondo)\s+livello)?|professionale|(?:di\s+)?alta\s+formazione|di\s+specializzazione|di\s+qualifica(?:\s+professionale)?|di\s+istruzione\s+secondaria(?:\s+superiore)?)"
    r"|Maturit[àa](?i:\s+(?:classica|scientifica|linguistica|tecnica|artistica))?(?!\w)"
    r"|Master(?i:\s+universitario)?\s+di\s+(?:I{1,2}|primo|secondo)\s+livello"
    r"|Qualifica(?i:\s+professionale)?(?!\w)|Perito(?i:\s+(?!in\b|di\b|e\b)[^\W\d_]+)?(?=\W|$)|Ragioniere|Geometra"
)
_DUTCH = (
    r"(?:[Pp]rofessionele|[Aa]cademische|[Ee]ducatieve)\s+(?:[Bb]achelor|[Mm]aster)(?!\w)|[Vv]ervolgopleiding|(?:HBO|Hbo|hbo)-V(?!\w)|(?:HBO|Hbo|hbo|WO|Wo|wo)(?:[-\s](?:[Bb]achelor|[Mm]aster|opleiding))?(?!\w)|(?:MBO|Mbo"
    r"|mbo)(?:[-\s](?:niveau\s+)?\d)?(?!\w)|(?:VWO|Vwo|vwo|HAVO|Havo|havo|VMBO|Vmbo|vmbo|MAVO|Mavo)(?:-\w+)?(?!\w)"
    r"|(?:Pabo|PABO)(?!\w)|Propedeuse|Doctoraal|[Dd]rs\.|[Ii]r\.|Ing\.|[Gg]raduaat|(?:(?:[Zz]evende|7de|7e)\s+jaar\s+)?(?:ASO|TSO|BSO|KSO)(?!\w)"
    r"|(?:[Ee]erste|[Tt]weede|[Dd]erde)graads\s+(?:lesbevoegdheid|lerarenopleiding)|[Ll]esbevoegdheid"
)
_OTHERS = (
    r"[Mm]agister(?:ski)?|[Ll]icencjat|[Ii]nżynier(?=[\s,]|$)|mgr(?:\s+inż\.)?|[Mm]atura|[Ss]tudia\s+\w+|[Dd]oktorat"
    r"|Technik(?=\s+[a-ząćęłńóśźż])"
    r"|[A-ZÅÄÖ]\w+examen|Civilingenjör|Högskoleingenjör|Kandidat(?:grad|eksamen)?(?!\w)|Bachelorgrad|Mastergrad"
    r"|Cand\.\s?\w+\.?|Ylioppilas\w*|Lukio"
    r"|(?:[Yy]üksek\s+|[Öö]n\s+)?[Ll]isans|[Dd]oktora|[Ll]icență|[Mm]asterat|[Bb]acalaureat|[Bb]akalář\w*|[Ii]nženýr|[Mm]aturita"
    r"|[Vv]ýuční\s+list|[Éé]rettségi|[ΠΜΔ]\w*(?:τυχίο|ίπλωμα|εταπτυχιακό|ιδακτορικό)|[Бб]акалавр\w*|[Мм]аг[иі]стр\w*"
    r"|[Сс]пециалист|[Аа]спирантура|Fagbrev|Svendebrev|Studentereksamen|[Tt]radenomi|[Ii]nsinööri|Diplomi-insinööri"
)
_FAR_EASTERN = r"学士|修士|博士|학사|석사|박사|本科|硕士|專科"
_DEGREE = re.compile(
    rf"(?<![\w.])(?:{_FRENCH}|{_ITALIAN}|{_ENGLISH}|{_GERMAN}|{_SPANISH}|{_PORTUGUESE}|{_DUTCH}|{_OTHERS}"
    rf"|(?:(?:Honou?rs|Executive|Joint|Global)\s+)?(?:{_LETTERS}))(?!\w)|(?<!\w)\w{{0,12}}(?:{_FAR_EASTERN})"
)
_ANY_CASE = re.compile(rf"^(?:{_FRENCH}|{_ITALIAN}|{_ENGLISH}|{_SPANISH}|{_PORTUGUESE}|{_GERMAN})(?!\w)", re.IGNORECASE)
_ONLY_LETTERS = re.compile(rf"(?:{_LETTERS})(?=\s*(?:,|$))")
_SHORT = 3
_HONOURS = (
    r"Hons?\.?|Honou?rs|(?:Summa\s+|Magna\s+)?Cum\s+Laude|(?:High\s+)?Distinction|(?:High\s+)?(?:Merit|Credit)|Pass|First(?:\s+Class)?"
    r"(?:\s+Hono?u?rs)?|Oxon\.?|Cantab\.?|Econ\.?|Eng\.?|Res\.?|Dub\.?|Lond\.?|Edin\.?|Oxford|Cambridge|M[12]"
)
"""What is put in brackets behind a degree without being its field."""
_EXTRA = re.compile(
    rf"^\s*(?:\((?:{_HONOURS}|(?-i:{_LETTERS})|FH|TU|BA|DH|Univ\.?|IHK|HWK|(?-i:X|XII?)|(?-i:[a-z]{{2,4}}\.))\)|,?\s*(?:Hons\.?|Honou?rs)(?=\W|$)"
    rf"|(?:\s+[-–—])?\s+(?:{_LETTERS})(?=\s*(?:,|$|\(Hon))|[+/]\s*(?:\d|{_LETTERS})(?!\w)|\s+(?-i:HES(?:-SO)?|HEP|ETHZ?|EPFL|FH|BSc|MSc)(?=\s*(?:,|$)|\s+(?:in|en)\s)|\s+(?:candidate|student)(?!\w)|\s*\([^()]{{2,30}}\)(?=\s+(?:in|en|em|im)\s))",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^(?:in\s+der\s+Fachrichtung|im\s+(?:Fach|Studiengang|Bereich)|Fachrichtung|Studiengang|major(?:ing)?\s*(?:in"
    r"|:)?|mention|profiel|s[ée]rie|indirizzo|incl(?:uding|\.)|sp[ée]cialit[ée]|option|zu[mr]|als|f[üu]r|y\s+t[íi]tulo(?:\s+profesional)?\s+(?:de|en)|in\s+(?:de|het|the|der)|der|im|in|of|en|em|de\s+la|des?|du|di|del|della"
    r"|dell['’]|degli|d['’]|op|w\s+zakresie|i|on|auf|:)(?:\s+|(?<=['’:])\s*)",
    re.IGNORECASE,
)
_MINOR = re.compile(
    r",?\s*(?:\b(?:(?:with|mit|avec|con|com|met)\s+(?:(?:an?|une?|dem|einem)\s+)?)?"
    r"(?:minor(?:ing|s)?|concentration|emphasis|nebenfach|mineure|bijvak)\b).*$",
    re.IGNORECASE,
)
_TITLE_OF = re.compile(
    r"^(?:t[íi]tulo|diploma|grado|grau|titolo|titre|dipl[ôo]me|degree|award)(?:\s+(?:de|di|of|in))?$", re.IGNORECASE
)
_HIGHER = re.compile(r"^(?:(?:ensino|curso)\s+)?superior\s+(?:em|de)\s+", re.IGNORECASE)
"""What kind of studies it were, before the field: "Superior em Gestão Ambiental (Tecnólogo)"."""
_BOARD = re.compile(r"(?:CBSE|ICSE|ISC|SSC|HSC|(?:\w+\s+){0,2}Board)$", re.IGNORECASE)
"""Who examines schools in India, which is no field."""
_INITIALS = re.compile(
    r"\s*\((?:[A-Z][A-Za-z.]{1,3}|(?=[A-Za-z.]*[A-Z.]\)?$|[A-Z][a-z.]*[A-Z])[A-Z][A-Za-z.]{1,7})\)?$"
)
_WHOLE = re.compile(r"certificate|licen[cs]e", re.IGNORECASE)
"""What is named by the words before it, in English."""
_TRIM = " ,|;:–—-•·"


class Degree(NamedTuple):
    """Where a degree stands in a text."""

    begin: int
    stop: int


@lru_cache(maxsize=2048)
def find_degree(text: str) -> Degree | None:
    """The first degree of a text, with its honours; None where none is told for certain."""
    match = _find(text)
    if match is None or not is_degree(text):
        return None
    return Degree(match.start(), _with_honours(text, match.end()))


def _with_honours(text: str, stop: int) -> int:
    """Where a degree ends with what is put behind it: "(Hons)", "candidate"."""
    while extra := _EXTRA.match(text[stop:]):
        stop += extra.end()
    return stop


def is_degree(text: str) -> bool:
    """Whether the text names a degree, at its start or in full."""
    match = _find(text)
    if match is None or (match[0] == "Associate" and match.start() > 0):  # "Solutions Architect - Associate"
        return False
    after = text[match.end() :].strip()[:3].lower()
    enclosed = after == ")" and text[match.start() - 1] == "("
    return (
        match.start() == 0
        or len(match[0].strip(".")) > _SHORT
        or after == "in "
        or match.end() == len(text)
        or enclosed
    )


def _find(text: str) -> re.Match[str] | None:
    match = _DEGREE.search(text)
    if match is not None and match.start() == 0:
        return match
    return _ANY_CASE.match(text) or match  # "DIPLOMA DI PERITO" holds a French "DI", which is no degree here.


def is_abbreviated(name: str, letters: str) -> bool:
    """Whether a degree is followed by its letters: "Bachelor of Engineering", "BE, Mechanics"."""
    return find_degree(name) == (0, len(name)) and _ONLY_LETTERS.match(letters) is not None


_FACULTY = re.compile(
    r"(?P<degree>(?<=\bÉtat)\s+(?:d['’]|de\s+)[^\W\d_][^,;|()–—]*"
    r"|\s+in\s+(?:Science|Arts|Education|Engineering|Technology)(?=\s*(?:,|:|\s[-–—]\s)\s*[A-Z]))"
)
"""What belongs to a degree though it follows "in" or "de": the field comes behind it, or is no other than this."""


def split_degree(text: str) -> tuple[str, str | None]:
    """Degree and field: "Bachelor of Science", "Nursing" of "Bachelor of Science in Nursing". There may be no field."""
    match = _find(text)
    if match is None:
        return text.strip(_TRIM), None
    end = _with_honours(text, match.end())
    aside = re.match(r"\s*\(([^()]{2,60})\)", text[end:])
    if aside and (
        (is_degree(aside[1]) and not _BOARD.match(aside[1])) or _are_initials(aside[1], text[match.start() : end])
    ):
        # Both "Promotion (Dr. rer. nat.) in Chemie" and "Bachelor of Hotel Management (BHM)" are one degree.
        end += aside.end()
    before = _HIGHER.sub("", _TITLE_OF.sub("", text[: match.start()].strip(_TRIM + "(")))
    degree = text[match.start() : end].strip(_TRIM)
    if before.isdigit() or _WHOLE.fullmatch(degree):  # "10 GCSEs", "Teaching Certificate"
        degree, before = f"{before} {degree}".strip(), ""
    faculty = _FACULTY.match(text, end)
    if faculty:  # "Bachelor of Science in Education, Early Childhood", "Diplôme d'État d'infirmier"
        end = faculty.end("degree")
        degree = text[match.start() : end].strip(_TRIM)
    rest = re.sub(r"^(?:['’]s)?\s*(?:degree\b)?", "", text[end:], flags=re.IGNORECASE).strip(_TRIM)
    rest = _LINK.sub("", rest).strip(_TRIM)
    rest = _MINOR.sub("", rest).strip(_TRIM)
    wrapped = re.fullmatch(r"\(([^\W\d_][^()\d]+)\)?(?:\s+with\s.*)?", rest)
    rest = _LINK.sub("", wrapped[1]) if wrapped else _INITIALS.sub("", rest)
    if not any(char.isalpha() for char in rest) or (rest.startswith("(") and not wrapped and ")" not in rest[:-1]):
        rest = ""
    if not rest and before and len(before.split()) <= 5:  # noqa: PLR2004 - "Computer Science BSc"
        rest = before
    return degree, None if not rest or _BOARD.match(rest) else rest


def _are_initials(letters: str, name: str) -> bool:
    """Whether letters shorten a name: "BHM", "Bachelor of Hotel Management"."""
    bare = letters.replace(".", "").replace(" ", "").casefold()
    return len(bare) > 1 and bare in {
        "".join(word[0] for word in name.split() if len(word) > least).casefold() for least in (0, 3)
    }


def split_unknown(text: str) -> tuple[str, str | None]:
    """Degree and field of a degree that is in no list, where a comma or "in" parts them."""
    parts = re.split(r",\s+|(?<!frau)(?<!mann)\s+(?:in|en|em|im)\s+(?=[^\W\da-z])", text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 and len(parts[0].split()) <= 4 else (text, None)  # noqa: PLR2004
