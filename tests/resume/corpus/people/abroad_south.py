"""Invented careers on Spanish, Portuguese, Italian and Dutch pages."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

SPANISH = Person(
    slug="periodista",
    name="María del Carmen Ibáñez Úbeda",
    email="mc.ibanez@example.com",
    phone="+52 33 1234 5678",
    location="Guadalajara, México",
    headline="Periodista de investigación",
    summary="Periodista de datos y de calle. Quince años entre archivos, tribunales y redacciones que cierran tarde.",
    jobs=(
        Job(
            "Jefa de investigación",
            "El Semanario de Occidente",
            "enero de 2019",
            "actualidad",
            (
                "Coordino un equipo de siete reporteros y dos programadores",
                "Publicamos la base de datos de contratos que llevó a tres renuncias",
                (
                    "Serie de doce entregas sobre el agua de la ciudad, con mapas de fugas hechos a partir de "
                    "40 000 reportes ciudadanos y de los recibos de los propios lectores"
                ),
                "Diseño de un protocolo de seguridad para fuentes",
            ),
        ),
        Job(
            "Reportera",
            "Radio Minerva",
            "marzo de 2013",
            "diciembre de 2018",
            ("Cobertura de tribunales y finanzas públicas", "Guion y voz del programa Cuentas Claras"),
        ),
        Job("Becaria", "Diario La Barranca", "2010", "2012"),
    ),
    studies=(
        Study("Maestría", "Periodismo de datos", "Universidad del Valle de Atemajac", "2016", "2014"),
        Study("Licenciatura", "Ciencias de la Comunicación", "Instituto Superior de Chapala", "2010", "2006"),
    ),
    skills=(
        (
            "",
            (
                "Periodismo de datos",
                "Solicitudes de información",
                "Edición de audio",
                "Python",
                "Verificación de hechos",
            ),
        ),
    ),
    linkedin="https://www.linkedin.com/in/mc-ibanez-ubeda",
    certifications=("Seguridad digital para periodistas, Fundación Prensa Libre",),
    languages=("Español", "Inglés"),
    awards=(Item("Premio Jalisco de Periodismo", "categoría reportaje", "2021"),),
    page_language="es",
)

PORTUGUESE = Person(
    slug="hotelaria",
    name="João Vítor dos Santos Guimarães",
    email="joao.guimaraes@example.org",
    phone="+55 71 99123-4567",
    location="Salvador, BA",
    headline="Gerente de hotel",
    summary="Gerente de hotel com dezoito anos de recepção e eventos em cidades de praia e de negócios.",
    jobs=(
        Job(
            "Gerente geral",
            "Pousada Farol das Ondas",
            "março de 2020",
            "atual",
            (
                "Gestão de 86 quartos e 70 colaboradores",
                "Ocupação média elevada de 58% para 77% em dois anos",
                (
                    "Negociação com a cooperativa de pescadores do bairro, que hoje fornece todo o peixe da "
                    "cozinha e recebe à vista, sem atravessadores nem atrasos"
                ),
                "Redução do consumo de água em um terço",
            ),
        ),
        Job(
            "Gerente de recepção",
            "Hotel Mirante do Recôncavo",
            "agosto de 2012",
            "fevereiro de 2020",
            ("Equipe de 22 pessoas em três turnos", "Implantação do sistema Opera em quatro hotéis"),
        ),
        Job("Recepcionista", "Hotel Praça da Sé", "2006", "2012"),
    ),
    studies=(
        Study("Bacharelado", "Turismo e Hotelaria", "Universidade do Litoral Baiano", "2010", "2006"),
        Study("MBA", "Gestão de serviços", "Faculdade Ribeira", "2018"),
    ),
    skills=(
        ("Gestão", ("Gestão de receitas", "Orçamento", "Escalas de trabalho")),
        ("Sistemas", ("Opera PMS", "Excel", "Booking Extranet")),
    ),
    linkedin="https://br.linkedin.com/in/joaovguimaraes",
    certifications=(
        "Brigadista de incêndio (Corpo de Bombeiros da Bahia)",
        "Revenue Management (Escola de Hotelaria Tropical)",
    ),
    languages=("Português", "Inglês", "Espanhol"),
    volunteering=(Item("Monitor", "Projeto Maré Limpa", "desde 2017"),),
    page_language="pt",
)

ITALIAN = Person(
    slug="risorse",
    name="Chiara D'Ambrosio",
    email="chiara.dambrosio@example.com",
    phone="+39 347 123 4567",
    location="Torino",
    headline="Responsabile risorse umane",
    summary="Mi occupo di persone nelle aziende manifatturiere: selezione, sindacati e una mensa che funzioni.",
    jobs=(
        Job(
            "Responsabile risorse umane",
            "Officine Stura S.p.A.",
            "maggio 2018",
            "oggi",
            (
                "Gestione di 430 dipendenti in due stabilimenti",
                "Rinnovo del contratto integrativo senza un'ora di sciopero",
                (
                    "Progetto di alternanza con quattro istituti tecnici della provincia: sessanta ragazzi "
                    "l'anno in officina, ventidue dei quali assunti dopo il diploma"
                ),
                "Riduzione del turnover dal 19 all'8 per cento",
            ),
            place="Torino",
        ),
        Job(
            "HR Business Partner",
            "Tessuti Valsesia S.r.l.",
            "gennaio 2014",
            "aprile 2018",
            ("Selezione di tecnici e apprendisti", "Avvio di una scuola interna di tessitura"),
            place="Biella",
        ),
        Job("Addetta alla selezione", "Lavoro Insieme", "settembre 2011", "dicembre 2013", place="Novara"),
    ),
    studies=(
        Study("Laurea magistrale", "Psicologia del lavoro", "Università degli Studi del Canavese", "luglio 2011"),
        Study("Laurea triennale", "Scienze della formazione", "Università degli Studi del Canavese", "2008"),
    ),
    skills=(("", ("Selezione del personale", "Relazioni sindacali", "Diritto del lavoro", "Zucchetti", "Formazione")),),
    linkedin="https://it.linkedin.com/in/chiara-dambrosio-hr",
    certifications=("Consulente del lavoro, Ordine di Torino",),
    languages=("Italiano", "Inglese", "Francese"),
    interests=("Alpinismo",),
    page_language="it",
)

DUTCH = Person(
    slug="beveiliging",
    name="Sjoerd van der Heijden",
    email="sjoerd.vanderheijden@example.net",
    phone="06-12345678",
    location="Zwolle",
    headline="Hoofd beveiliging",
    summary="Nuchter hoofd beveiliging met een verleden bij de politie. Voorkomt liever dan dat hij geneest.",
    jobs=(
        Job(
            "Hoofd beveiliging",
            "IJsselpoort Evenementenhal B.V.",
            "maart 2019",
            "heden",
            (
                "Leiding aan 45 beveiligers op 120 evenementen per jaar",
                "Invoering van cameratoezicht volgens de privacywet",
                (
                    "Draaiboek geschreven voor ontruimingen met rolstoelen, kinderwagens en dieren, en daarmee "
                    "elk kwartaal geoefend met brandweer en gemeente"
                ),
                "Aantal incidenten met een derde teruggebracht",
            ),
        ),
        Job(
            "Wijkagent",
            "Politie Oost-Veluwe",
            "oktober 2010",
            "februari 2019",
            ("Aanspreekpunt voor 9.000 inwoners", "Bemiddeling bij burenruzies en overlast"),
        ),
        Job("Beveiliger", "Waakzaam & Zonen", "2007", "2010"),
    ),
    studies=(
        Study("MBO 4", "Politiekunde", "Politieschool Apeldoorn-Zuid", "2010", "2007"),
        Study("Havo", None, "Thorbecke Lyceum", "2006"),
    ),
    skills=(("", ("Crowd control", "Risicoanalyse", "Cameratoezicht", "Conflicthantering", "Roosterplanning")),),
    certifications=("Manager Beveiliging, SVPB", "Bedrijfshulpverlening, NIBHV"),
    languages=("Nederlands", "Duits", "Engels"),
    volunteering=(Item("Jeugdtrainer", "Korfbalvereniging De Stormvogels", "sinds 2012"),),
    page_language="nl",
)
