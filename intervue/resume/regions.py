"""Countries, states, provinces and counties, as addresses name them in several languages."""

from __future__ import annotations

_SHORT = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW VIC QLD TAS ACT UK USA UAE GB AC
AM AP BA CE DF ES GO MG PB PI RJ RN RO RR RS SE SP TO AT CH FR IT PT BE PL NO RM NA BO FI VE VR PD GE BG BS RE
LU BZ TS MH GJ KA
"""
ONE_WORD = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri
Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington
Wisconsin Wyoming Ontario Quebec Québec Alberta Manitoba Saskatchewan England Scotland Wales Ireland Éire
Germany Deutschland Allemagne Alemania Alemanha Germania Duitsland Austria Österreich Autriche Switzerland
Schweiz Suisse Suiza Svizzera France Frankreich Francia França Frankrijk Spain España Spanien Espagne Espanha
Spagna Spanje Portugal Italy Italia Italien Italie Itália Italië Netherlands Nederland Niederlande Belgium
Belgien Belgique België Luxembourg Luxemburg Liechtenstein Denmark Danmark Dänemark Sweden Sverige Schweden
Norway Norge Norwegen Finland Suomi Iceland Poland Polska Polen Pologne Czechia Slovakia Slovensko Hungary
Magyarország Romania România Bulgaria Greece Ελλάδα Croatia Hrvatska Shqipëri Česko България Serbia Srbija
Slovenia Slovenija Estonia Eesti Latvia Latvija Lithuania Lietuva Ukraine Україна Belarus Turkey Türkiye Russia Россия
Israel Egypt Morocco
Maroc Tunisia Tunisie Algeria Algérie Senegal Sénégal Nigeria Kenya Ghana Ethiopia Uganda Tanzania Rwanda Zambia
Zimbabwe Cameroon Cameroun India Pakistan Bangladesh Nepal China Japan Korea Taiwan Singapore Malaysia Indonesia
Thailand Vietnam Philippines Australia Canada Mexico México Brazil Brasil Brésil Argentina Chile Colombia Peru Perú
Uruguay Paraguay Bolivia Ecuador Venezuela Panama Panamá Guatemala Cuba Qatar Bahrain Kuwait Jordan Lebanon Iran
Iraq Malta Cyprus Bayern Bavaria Hessen Sachsen Thüringen Saarland Niedersachsen Brandenburg Lombardia Toscana
Veneto Lazio Cataluña Catalunya Andalucía Galicia Asturias Bretagne Normandie Occitanie Karnataka Maharashtra
Gujarat Telangana Kerala Punjab Haryana Victoria Queensland Tasmania Yorkshire Kent Essex Surrey Sussex Devon
Cornwall Somerset Dorset Hampshire Norfolk Suffolk Lancashire Cheshire Derbyshire Staffordshire Warwickshire
Northamptonshire Oxfordshire Berkshire Wiltshire Cumbria Fife Afghanistan Albania Andorra Angola
Armenia Azerbaijan Bahamas Barbados Belize Benin Bhutan Botswana Brunei Burundi Cambodia Chad Comoros Congo
Djibouti Dominica Eritrea Eswatini Fiji Gabon Gambia Grenada Guinea Guyana Haiti Honduras Jamaica Kazakhstan
Kiribati Kosovo Kyrgyzstan Laos Lesotho Liberia Libya Madagascar Malawi Maldives Mali Mauritania Mauritius
Micronesia Moldova Monaco Mongolia Montenegro Mozambique Moçambique Myanmar Namibia Nauru Nicaragua Niger Oman
Palau Palestine Samoa Seychelles Slovaquie Slowakei Somalia Sudan Suriname Syria Tajikistan Togo Tonga
Turkmenistan Tuvalu Uzbekistan Vanuatu Yemen Greenland Macau Macao Guam Bermuda Gibraltar Guernsey Aruba Curaçao
Martinique Guadeloupe Réunion Mayotte Botsuana Kamerun Elfenbeinküste Äthiopien Ägypten Égypte Egipto
Egitto Marokko Marruecos Marocco Tunesien Algerien Südafrika Türkei Turquie Turquía Turchia Russland Russie
Rusia Ungarn Hongrie Hungría Rumänien Roumanie Rumanía Tschechien Tchéquie Chequia Griechenland Grèce Grecia
Grécia Kroatien Croatie Croacia Polonia Polónia Irland Irlande Irlanda Kanada Canadá Indien Inde Japon Japón
Brasilien Mexiko Mexique Messico Argentinien Argentine Chili Colombie Kolumbien Pérou Schottland Escocia Écosse
Inglaterra Angleterre Kantabrien Cantabria Aragón Navarra Extremadura Murcia Canarias Euskadi Liguria Piemonte
Puglia Sicilia Sardegna Calabria Umbria Abruzzo Campania Basilicata Molise Steiermark Tirol Kärnten
Vorarlberg Oberösterreich Niederösterreich Burgenland Pernambuco Bahia Paraná Ceará Goiás Jalisco Antioquia
Alentejo Algarve Gelderland Friesland Limburg Zeeland Drenthe Overijssel Flevoland Vlaanderen Wallonie
Newfoundland Labrador Yukon Nunavut Otago Canterbury Waikato Southland Northland Taranaki Gauteng KwaZulu-Natal
Limpopo Mpumalanga Bihar Odisha Rajasthan Assam Goa Jharkhand Uttarakhand Chhattisgarh Leicestershire
Nottinghamshire Lincolnshire Shropshire Herefordshire Worcestershire Gloucestershire Buckinghamshire
Hertfordshire Bedfordshire Cambridgeshire Northumberland Merseyside Rutland Aberdeenshire Perthshire Lanarkshire
Selangor Johor Perak Pahang Kelantan Terengganu Kedah Perlis Sabah Sarawak Cundinamarca Boyacá Risaralda
Quindío Leinster Munster Connacht Vaud Valais Ticino Aargau Thurgau Graubünden Sindh Balochistan
Oaxaca Tlaxcala Michoacán Sinaloa Coahuila Tamaulipas Chiapas Yucatán Nayarit Guanajuato
Sichuan Guangdong Zhejiang Jiangsu Shandong Hokkaido Hokkaidō Bulacan Cavite Pampanga Batangas Pangasinan Benguet
Leyte Bohol Iloilo Palawan Bukidnon Albay Sorsogon Tarlac Zambales Bataan Wrexham
Ayrshire Gwynedd Powys Pembrokeshire Carmarthenshire Antrim Tyrone Fermanagh Armagh
日本 中国 台湾 한국
"""
MORE_WORDS = """
New York|New Jersey|New Mexico|New Hampshire|North Carolina|South Carolina|North Dakota|South Dakota
West Virginia|Rhode Island|British Columbia|Nova Scotia|United States|United States of America|United Kingdom
Great Britain|Northern Ireland|New Zealand|South Africa|South Korea|Hong Kong|Saudi Arabia|United Arab Emirates
Kingdom of Saudi Arabia
U.A.E.|State of Qatar|State of Kuwait|Kingdom of Bahrain|Sultanate of Oman
Sri Lanka|Czech Republic|Costa Rica|Puerto Rico|The Netherlands|New South Wales|Western Australia
South Australia|Royaume-Uni|Pays-Bas|États-Unis|Reino Unido|Estados Unidos|Países Bajos|Regno Unito|Stati Uniti
Vereinigtes Königreich|Verenigd Koninkrijk|Baden-Württemberg|Nordrhein-Westfalen|Rheinland-Pfalz
Schleswig-Holstein|Mecklenburg-Vorpommern|Île-de-France|Côte d'Ivoire|Česká republika|Tamil Nadu|West Bengal
Uttar Pradesh|Minas Gerais|Santa Catarina|Rio Grande do Sul|País Vasco|Comunidad de Madrid|West Yorkshire
North Yorkshire|Greater Manchester|Dominican Republic|República Dominicana|El Salvador|Emilia-Romagna
Antigua and Barbuda|Bosnia and Herzegovina|Burkina Faso|Cape Verde|Cabo Verde|Central African Republic
Ivory Coast|Equatorial Guinea|Guinea-Bissau|Isle of Man|Marshall Islands|North Macedonia|North Korea
Papua New Guinea|Saint Kitts and Nevis|Saint Lucia|St. Lucia|Saint Vincent and the Grenadines|San Marino
Sierra Leone|Solomon Islands|South Sudan|Timor-Leste|Trinidad and Tobago|Trinidad & Tobago|Trinidad|Tobago
Vatican City|French Polynesia|New Caledonia|Faroe Islands|Cayman Islands|DR Congo|Republic of Korea
Republic of Ireland|Russian Federation|U.S. Virgin Islands|Neuseeland|Nouvelle-Zélande|Nueva Zelanda
Afrique du Sud|Sudáfrica|África do Sul|Coreia do Sul|Corea del Sur|Prince Edward Island|New Brunswick
Newfoundland and Labrador|Northern Territory|Australian Capital Territory|Western Cape|Eastern Cape
Northern Cape|Free State|Andhra Pradesh|Madhya Pradesh|Himachal Pradesh|East Sussex|West Sussex|South Yorkshire
East Riding of Yorkshire|West Midlands|East Midlands|Tyne and Wear|Isle of Wight|North Holland|South Holland
Noord-Holland|Zuid-Holland|Noord-Brabant|North Brabant|Castilla y León|Castilla-La Mancha|Comunidad Valenciana
Comunitat Valenciana|La Rioja|Islas Baleares|Illes Balears|Islas Canarias|Pays de la Loire|Hauts-de-France
Grand Est|Nouvelle-Aquitaine|Auvergne-Rhône-Alpes|Bourgogne-Franche-Comté|Centre-Val de Loire
Provence-Alpes-Côte d'Azur|Friuli-Venezia Giulia|Trentino-Alto Adige|Valle d'Aosta|Sachsen-Anhalt|Mato Grosso
Mato Grosso do Sul|Espírito Santo|Rio Grande do Norte|Nuevo León|Estado de México|Hawke's Bay|Bay of Plenty
West Flanders|East Flanders|Flemish Brabant|Walloon Brabant|West-Vlaanderen|Oost-Vlaanderen|Vlaams-Brabant
Brabant wallon|Negros Oriental|Negros Occidental|Nueva Ecija|Nueva Vizcaya|Misamis Oriental|Misamis Occidental
Davao del Sur|Davao del Norte|Davao Oriental|Davao de Oro|Agusan del Norte|Agusan del Sur|Surigao del Norte
Surigao del Sur|Lanao del Norte|Lanao del Sur|Zamboanga del Sur|Zamboanga del Norte|Zamboanga Sibugay|Ilocos Norte
Ilocos Sur|Camarines Sur|Camarines Norte|Northern Samar|Eastern Samar|Western Samar|Southern Leyte
South Cotabato|Oriental Mindoro|Occidental Mindoro|Metro Manila|Metro Cebu|Negeri Sembilan
Pulau Pinang|West Java|East Java|Central Java|Jawa Barat|Jawa Timur|Jawa Tengah|North Sumatra|South Sumatra
Sumatera Utara|Sulawesi Selatan|Lagos State|Rivers State|Ogun State|Oyo State|Kano State|Kaduna State|Edo State
Delta State|Enugu State|Anambra State|Imo State|Abia State|Kwara State|Osun State|Ondo State|Ekiti State|Plateau State
Akwa Ibom|Cross River|Akwa Ibom State|Cross River State|Benue State|Bayelsa State|Niger State|Greater Accra
Ashanti Region|Volta Region|Khyber Pakhtunkhwa|Azad Kashmir|Jammu and Kashmir
Jammu & Kashmir|Arunachal Pradesh|Tierra del Fuego|Santiago del Estero|Entre Ríos
Río Negro|La Pampa|Provincia de Buenos Aires|Norte de Santander|Valle del Cauca|San Luis Potosí
Quintana Roo|Baja California|Baja California Sur|Madre de Dios
Mid Wales|North Wales|South Wales|North Ayrshire|South Ayrshire|East Lothian|West Lothian|Scottish Borders
Scottish Highlands|County Durham|Manawatū-Whanganui|Inner Mongolia
"""
SHORT = frozenset(_SHORT.split())
"""Abbreviations, in capitals, as they stand after a town: states, provinces, countries."""
NAMES = frozenset(ONE_WORD.split()) | {name for line in MORE_WORDS.strip().splitlines() for name in line.split("|")}
"""Whole names."""
