"""Invented careers whose page is in another language than English."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

GERMAN = Person(
    slug="mechaniker",
    name="Jürgen Oßwald-Krämer",
    email="j.osswald-kraemer@example.org",
    phone="+49 7121 987654",
    location="Reutlingen",
    headline="Kfz-Meister",
    summary="Kfz-Meister mit Hochvolt-Schein und einem Ohr für Getriebe. Bilde gern aus und rede Klartext mit Kunden.",
    jobs=(
        Job(
            "Werkstattleiter",
            "Autohaus Albtrauf GmbH & Co. KG",
            "Mai 2019",
            "heute",
            (
                "Verantwortlich für 14 Monteure und 4 Auszubildende",
                "Durchlaufzeit der Inspektionen um 22 % gesenkt",
                (
                    "Einführung einer digitalen Auftragsmappe: Kundinnen und Kunden sehen Fotos der "
                    "beanstandeten Teile und geben Arbeiten vom Telefon aus frei"
                ),
                "Aufbau des Arbeitsplatzes für Hochvoltfahrzeuge bis zur Freigabe durch den Hersteller",
            ),
        ),
        Job(
            "Kfz-Mechatroniker",
            "Pfullinger Fahrzeugtechnik OHG",
            "September 2012",
            "April 2019",
            ("Instandsetzung von Automatikgetrieben", "Diagnose an Diesel- und Benzinmotoren"),
        ),
        Job("Auszubildender zum Kfz-Mechatroniker", "Bosch-Dienst Weidle", "September 2008", "Februar 2012"),
    ),
    studies=(
        Study("Meisterbrief", "Kraftfahrzeugtechnik", "Handwerkskammer Reutlingen", "2017"),
        Study("Realschulabschluss", None, "Eichendorff-Realschule", "2008", place="Reutlingen"),
    ),
    skills=(
        (
            "",
            (
                "Getriebeinstandsetzung",
                "Motordiagnose",
                "Hochvolttechnik",
                "Klimaanlagen",
                "Kalkulation",
                "Personalplanung",
            ),
        ),
    ),
    certifications=("Fachkundiger für Hochvoltsysteme, TÜV Süd", "Ausbildereignung (AEVO), IHK Reutlingen"),
    languages=("Deutsch", "Englisch"),
    volunteering=(Item("Zugführer", "Freiwillige Feuerwehr Eningen", "seit 2010"),),
    page_language="de",
)

FRENCH = Person(
    slug="sociale",
    name="Maëlle Le Goff-Desrosiers",
    email="maelle.legoff@example.net",
    phone="06 39 98 12 34",
    location="Rennes",
    headline="Assistante sociale",
    summary="Assistante sociale diplômée d'État, dix ans auprès de familles et de jeunes majeurs sans logement.",
    jobs=(
        Job(
            "Coordinatrice sociale",
            "Association Le Passage",
            "depuis septembre 2018",
            None,
            (
                "Encadrement de six travailleurs sociaux et de deux stagiaires",
                "Ouverture d'un accueil de jour qui reçoit 120 personnes par semaine",
                "Suivi de 35 dossiers de surendettement par an",
                (
                    "Mise en place, avec la préfecture et trois bailleurs sociaux, d'un parcours qui mène de "
                    "l'hébergement d'urgence à un bail en moins de huit mois"
                ),
            ),
            place="Rennes",
        ),
        Job(
            "Assistante de service social",
            "Centre hospitalier de Kerlann",
            "février 2014",
            "août 2018",
            (
                "Préparation des sorties avec les médecins et les familles",
                "Permanence aux urgences un week-end sur quatre",
            ),
            place="Vannes",
        ),
        Job("Monitrice", "Maison d'enfants Les Ajoncs", "2012", "2014", place="Lorient"),
    ),
    studies=(
        Study("Diplôme d'État", "Service social", "Institut régional du travail social de Bretagne", "2013", "2010"),
        Study("Baccalauréat", "Sciences économiques et sociales", "Lycée Anita-Conti", "2010"),
    ),
    skills=(
        (
            "",
            (
                "Entretien d'aide",
                "Médiation familiale",
                "Droit au logement",
                "Rédaction de rapports",
                "Animation d'équipe",
            ),
        ),
    ),
    linkedin="https://www.linkedin.com/in/maelle-le-goff",
    certifications=("Prévention et secours civiques, Croix-Rouge française",),
    languages=("Français", "Breton", "Anglais"),
    interests=("Chant choral", "Voile"),
    page_language="fr",
)
