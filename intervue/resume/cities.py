"""Larger towns by name: a line that is one of these alone is a place."""

from __future__ import annotations

LISTED = """
London|Birmingham|Leeds|Glasgow|Sheffield|Bradford|Liverpool|Edinburgh|Manchester|Bristol|Cardiff|Belfast|Leicester
Coventry|Nottingham|Newcastle|Newcastle upon Tyne|Sunderland|Brighton|Hull|Plymouth|Wolverhampton|Derby|Swansea
Southampton|Portsmouth|Aberdeen|Norwich|Oxford|Cambridge|York|Reading|Dundee|Exeter|Bath|Inverness|Ipswich|Preston
Milton Keynes|Northampton|Luton|Bournemouth|Swindon|Stoke-on-Trent|Middlesbrough|Blackpool|Bolton|Stockport
Gloucester|Cheltenham|Worcester|Lincoln|Chester|Canterbury|Lancaster|Durham|Carlisle|Perth|Stirling|Newport
Dublin|Cork|Galway|Limerick|Waterford|New York|New York City|NYC|Los Angeles|Chicago|Houston|Phoenix|Philadelphia
San Antonio|San Diego|Dallas|San Jose|Austin|Jacksonville|Fort Worth|Columbus|Charlotte|San Francisco|Indianapolis
Seattle|Denver|Washington DC|Washington, D.C.|Boston|El Paso|Nashville|Detroit|Oklahoma City|Portland|Las Vegas
Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas City|Atlanta|Omaha|Raleigh|Miami
Oakland|Minneapolis|Tulsa|Tampa|Arlington|New Orleans|Wichita|Cleveland|Bakersfield|Honolulu|Anaheim|Santa Ana
Riverside|Corpus Christi|Lexington|Stockton|St. Louis|Saint Paul|St. Paul|Cincinnati|Pittsburgh|Greensboro|Anchorage
Plano|Newark|Buffalo|Boise|Spokane|Des Moines|Salt Lake City|Ann Arbor|Boulder|Palo Alto|Mountain View|Sunnyvale
Brooklyn|Queens|College Station|State College|University Park|College Park|University City
Berkeley|Cambridge, MA|Santa Barbara|Richmond|Rochester|Syracuse|Albany|Hartford|Providence|Tacoma
Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Ottawa|Winnipeg|Québec|Quebec City|Hamilton|Halifax|Victoria
Saskatoon|Regina|Kitchener|Waterloo|St. John's|Sydney|Melbourne|Brisbane|Adelaide|Canberra|Hobart|Darwin|Gold Coast
Geelong|Newcastle, NSW|Auckland|Wellington|Christchurch|Dunedin|Berlin|Hamburg|München|Munich|Köln|Cologne|Frankfurt
Frankfurt am Main|Stuttgart|Düsseldorf|Dortmund|Essen|Leipzig|Bremen|Dresden|Hannover|Hanover|Nürnberg|Nuremberg
Duisburg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Karlsruhe|Mannheim|Augsburg|Wiesbaden|Mönchengladbach|Gelsenkirchen
Braunschweig|Chemnitz|Kiel|Aachen|Halle|Halle (Saale)|Magdeburg|Freiburg|Freiburg im Breisgau|Krefeld|Lübeck|Mainz
Erfurt|Oberhausen|Rostock|Kassel|Hagen|Saarbrücken|Potsdam|Ludwigshafen|Oldenburg|Leverkusen|Osnabrück|Solingen
Heidelberg|Darmstadt|Regensburg|Ingolstadt|Würzburg|Wolfsburg|Fürth|Offenbach|Ulm|Heilbronn|Pforzheim|Göttingen
Reutlingen|Tübingen|Koblenz|Jena|Trier|Erlangen|Siegen|Konstanz|Passau|Bamberg|Bayreuth|Gießen|Marburg|Paderborn
Walldorf|Esslingen|Ludwigsburg|Weimar|Cottbus|Schwerin|Flensburg|Landshut|Rosenheim|Wien|Vienna|Graz|Linz|Salzburg
Innsbruck|Klagenfurt|Zürich|Zurich|Genf|Genève|Geneva|Basel|Bern|Lausanne|Winterthur|Luzern|St. Gallen|Lugano|Zug
Paris|Marseille|Lyon|Toulouse|Nice|Nantes|Montpellier|Strasbourg|Bordeaux|Lille|Rennes|Reims|Saint-Étienne|Toulon
Le Havre|Grenoble|Dijon|Angers|Nîmes|Villeurbanne|Clermont-Ferrand|Le Mans|Aix-en-Provence|Brest|Tours|Amiens
Limoges|Annecy|Perpignan|Metz|Besançon|Orléans|Rouen|Mulhouse|Caen|Nancy|Avignon|Poitiers|Versailles|Pau|La Rochelle
Saint-Denis|Boulogne-Billancourt|Quimper|Lorient|Vannes|Saint-Malo|Chambéry|Bruxelles|Brussels|Brussel|Antwerpen
Antwerp|Gent|Ghent|Liège|Leuven|Namur|Charleroi|Brugge|Mons|Luxembourg|Luxemburg|Madrid|Barcelona|Valencia|Sevilla
Seville|Zaragoza|Málaga|Murcia|Palma|Palma de Mallorca|Bilbao|Alicante|Córdoba|Valladolid|Vigo|Gijón|Granada|Vitoria
A Coruña|Oviedo|Pamplona|San Sebastián|Santander|Salamanca|Burgos|Albacete|Logroño|Badajoz|Huelva|León|Tarragona
Girona|Lleida|Cádiz|Jaén|Almería|Toledo|Las Palmas|Santiago de Compostela|Castellón|Lisboa|Lisbon|Porto|Braga|Coimbra
Aveiro|Faro|Setúbal|Funchal|Évora|Leiria|Viseu|Guimarães|Roma|Rome|Milano|Milan|Napoli|Naples|Torino|Turin|Palermo
Genova|Genoa|Bologna|Firenze|Florence|Bari|Catania|Venezia|Venice|Verona|Messina|Padova|Trieste|Brescia|Parma|Modena
Prato|Reggio Emilia|Perugia|Livorno|Ravenna|Cagliari|Foggia|Rimini|Salerno|Ferrara|Sassari|Siena|Pisa|Bergamo|Trento
Bolzano|Vicenza|Udine|Ancona|Lecce|Pescara|Lucca|Amsterdam|Rotterdam|Den Haag|The Hague|'s-Gravenhage|Utrecht
Eindhoven|Groningen|Tilburg|Almere|Breda|Nijmegen|Apeldoorn|Haarlem|Arnhem|Enschede|Amersfoort|Zaanstad|Maastricht
Leiden|Delft|Zwolle|Den Bosch|'s-Hertogenbosch|Leeuwarden|Dordrecht|Hilversum|Copenhagen|København|Aarhus|Odense
Aalborg|Stockholm|Göteborg|Gothenburg|Malmö|Uppsala|Linköping|Lund|Västerås|Örebro|Umeå|Luleå|Oslo|Bergen|Trondheim
Stavanger|Tromsø|Helsinki|Espoo|Tampere|Turku|Oulu|Reykjavík|Warszawa|Warsaw|Kraków|Krakow|Łódź|Lodz|Wrocław|Wroclaw
Poznań|Poznan|Gdańsk|Gdansk|Gdynia|Szczecin|Lublin|Katowice|Białystok|Toruń|Rzeszów|Praha|Prague|Brno|Ostrava|Plzeň
Bratislava|Košice|Budapest|Debrecen|Szeged|București|Bucharest|Cluj-Napoca|Cluj|Timișoara|Iași|Sofia|Plovdiv|Varna
Athens|Athína|Thessaloniki|Patras|Zagreb|Split|Rijeka|Belgrade|Beograd|Novi Sad|Ljubljana|Maribor|Sarajevo|Skopje
Tirana|Tallinn|Tartu|Riga|Vilnius|Kaunas|Kyiv|Kiev|Lviv|Kharkiv|Odesa|Minsk|Moscow|Saint Petersburg|Istanbul|Ankara
İstanbul|İzmir|Izmir|Tel Aviv|Jerusalem|Haifa|Cairo|Alexandria|Casablanca|Rabat|Marrakech|Tunis|Algiers|Lagos|Abuja
Ibadan|Accra|Kumasi|Nairobi|Mombasa|Kampala|Addis Ababa|Dakar|Abidjan|Kigali|Dar es Salaam|Lusaka|Harare|Johannesburg
Cape Town|Durban|Pretoria|Dubai|Abu Dhabi|Doha|Riyadh|Jeddah|Kuwait City|Manama|Muscat|Amman|Beirut|Baghdad|Tehran
Mumbai|Delhi|New Delhi|Bangalore|Bengaluru|Hyderabad|Chennai|Kolkata|Pune|Ahmedabad|Jaipur|Lucknow|Surat|Kochi|Noida
Gurgaon|Gurugram|Chandigarh|Indore|Nagpur|Coimbatore|Thiruvananthapuram|Mysuru|Karachi|Lahore|Islamabad|Rawalpindi
Dhaka|Chittagong|Colombo|Kathmandu|Beijing|Shanghai|Shenzhen|Guangzhou|Chengdu|Hangzhou|Wuhan|Nanjing|Xi'an|Suzhou
Tianjin|Hong Kong|Taipei|Taichung|Kaohsiung|Hsinchu|Tokyo|Osaka|Kyoto|Yokohama|Nagoya|Sapporo|Fukuoka|Kobe|Sendai
Seoul|Busan|Incheon|Daegu|Daejeon|Singapore|Kuala Lumpur|Penang|George Town|Johor Bahru|Jakarta|Bandung|Surabaya
Yogyakarta|Bangkok|Chiang Mai|Hanoi|Ho Chi Minh City|Da Nang|Manila|Quezon City|Cebu|Cebu City|Davao|Makati|Taguig
São Paulo|Sao Paulo|Rio de Janeiro|Belo Horizonte|Brasília|Salvador|Fortaleza|Curitiba|Recife|Porto Alegre|Manaus
Belém|Goiânia|Campinas|Florianópolis|Vitória|Natal|Campo Grande|São Luís|Maceió|João Pessoa|Santos|Joinville
Ribeirão Preto|Uberlândia|Londrina|Niterói|Buenos Aires|Rosario|Mendoza|La Plata|Mar del Plata|Santiago
Santiago de Chile|Valparaíso|Concepción|Bogotá|Medellín|Cali|Barranquilla|Cartagena|Lima|Arequipa|Quito|Guayaquil
Caracas|Montevideo|Asunción|La Paz|Santa Cruz|Mexico City|Ciudad de México|CDMX
Ciudad Autónoma de Buenos Aires|CABA|Guadalajara|Monterrey|Puebla|Tijuana
León de los Aldama|Querétaro|Mérida|San José|Panamá|Panama City|Guatemala|San Salvador|La Habana|Havana|Santo Domingo
Kingston|San Juan|東京|大阪|京都|北京|上海|深圳|広州|杭州|香港|台北|서울|부산|Москва|Київ|Αθήνα
Bridgetown|Port of Spain|Nassau|Georgetown|Paramaribo|Port-au-Prince|Belmopan|Castries|Suva|Apia|Port Moresby|Honiara
Nouméa
Papeete|Tegucigalpa|San Pedro Sula|Managua|Sucre|Cusco|Trujillo|Cuenca|Maracaibo|Bucaramanga|Pereira|Manizales
Viña del Mar
Antofagasta|Salta|Tucumán|Cuiabá|Aracaju|Teresina|Cancún|Toluca|Chihuahua|Hermosillo|Saltillo|Culiacán|Veracruz
Oaxaca
Baku|Tbilisi|Yerevan|Tashkent|Almaty|Astana|Bishkek|Dushanbe|Ashgabat|Ulaanbaatar|Kabul|Thimphu|Malé|Yangon|Mandalay
Phnom Penh|Vientiane|Bandar Seri Begawan|Dili|Windhoek|Gaborone|Maseru|Mbabane|Maputo|Luanda|Kinshasa|Brazzaville
Libreville
Yaoundé|Douala|Lomé|Cotonou|Niamey|Bamako|Ouagadougou|Conakry|Freetown|Monrovia|Banjul|Nouakchott|Bissau|Praia|Lilongwe
Blantyre|Antananarivo|Port Louis|Victoria, Seychelles|Djibouti City|Asmara|Khartoum|Mogadishu|Bujumbura|Kisumu|Nakuru
Arusha
Mwanza|Bulawayo|Port Harcourt|Kano|Enugu|Benin City|Fez|Fès|Agadir|Tangier|Oran|Sfax|Giza|Aleppo|Damascus|Sanaa|Sharjah
Dammam|Mecca|Medina|Mosul|Erbil|Basra|Shiraz|Isfahan|Mashhad|Tabriz|Adana|Bursa|Antalya|Konya|Gaziantep|Nicosia|Limassol
Valletta|Podgorica|Pristina|Chișinău|Chisinau|Andorra la Vella|Monaco|Vaduz|Tórshavn|Nuuk|Gibraltar|Douglas
Lower Hutt|Upper Hutt|Tauranga|Palmerston North|Napier|Nelson|Queenstown|Rotorua|Townsville|Cairns|Toowoomba|Ballarat
Bendigo
Wollongong|Launceston|Alice Springs|Saint-Nazaire|Valence|Bayonne|Angoulême|Colmar|Troyes|Laval|Cholet|Niort
Visakhapatnam|Bhopal|Patna|Vadodara|Ludhiana|Agra|Nashik|Faridabad|Ghaziabad|Rajkot|Varanasi|Amritsar|Ranchi|Guwahati
Bhubaneswar|Dehradun|Raipur|Kozhikode|Madurai|Tiruchirappalli|Mangaluru|Hubli|Faisalabad|Multan|Peshawar|Quetta|Sylhet
Khulna
Kandy|Pokhara|Medan|Semarang|Makassar|Denpasar|Ipoh|Kota Kinabalu|Kuching|Hue|Can Tho|Hai Phong|Phuket|Iloilo City
Baguio
"""
CITIES = frozenset(name.strip().casefold() for line in LISTED.strip().splitlines() for name in line.split("|"))
"""Names in lower case, in the country's own language and in English."""
