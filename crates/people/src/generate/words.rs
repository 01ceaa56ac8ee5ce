//! What invented people are called, know, like and where they work. Each word in English and German.

pub(super) struct Word(pub &'static str, pub &'static str);

/// The four areas of topics.
pub(super) const AREAS: usize = 4;
pub(super) const DIGITAL: u8 = 0;
pub(super) const SOCIAL: u8 = 1;
pub(super) const WORK: u8 = 2;
pub(super) const DIVERSITY: u8 = 3;

/// A topic, its area, how much mentees want it and how much mentors offer it.
pub(super) struct Topic {
    pub word: Word,
    pub area: u8,
    pub wanted: u32,
    pub offered: u32,
}

const fn topic(area: u8, wanted: u32, offered: u32, english: &'static str, german: &'static str) -> Topic {
    Topic { word: Word(english, german), area, wanted, offered }
}

pub(super) const TOPICS: [Topic; 40] = [
    topic(DIGITAL, 300, 200, "AI assistants", "KI-Assistenten"),
    topic(DIGITAL, 180, 130, "Project management tools", "Projektmanagement-Tools"),
    topic(DIGITAL, 140, 120, "Cloud services", "Cloud-Dienste"),
    topic(DIGITAL, 110, 60, "Automation", "Automatisierung"),
    topic(DIGITAL, 100, 90, "Data analysis", "Datenanalyse"),
    topic(DIGITAL, 95, 50, "Everyday cybersecurity", "Cybersicherheit im Alltag"),
    topic(DIGITAL, 80, 80, "Collaboration platforms", "Kollaborationsplattformen"),
    topic(DIGITAL, 70, 45, "Spreadsheets and BI", "Tabellen und BI"),
    topic(DIGITAL, 55, 40, "No-code", "No-Code"),
    topic(DIGITAL, 50, 55, "Prompting", "Prompting"),
    topic(DIGITAL, 30, 35, "Understanding algorithms", "Algorithmen verstehen"),
    topic(SOCIAL, 90, 45, "LinkedIn profile", "LinkedIn-Auftritt"),
    topic(SOCIAL, 75, 45, "Social media recruiting", "Social Media Recruiting"),
    topic(SOCIAL, 50, 40, "Podcasts", "Podcasts"),
    topic(SOCIAL, 45, 20, "Crisis communication online", "Krisenkommunikation online"),
    topic(SOCIAL, 35, 70, "Short videos", "Kurzvideo"),
    topic(SOCIAL, 30, 65, "Instagram", "Instagram"),
    topic(SOCIAL, 30, 35, "Employer branding", "Employer Branding"),
    topic(SOCIAL, 20, 30, "Corporate influencers", "Corporate Influencer"),
    topic(SOCIAL, 15, 30, "Community building", "Community-Aufbau"),
    topic(WORK, 70, 30, "Trust-based working hours", "Vertrauensarbeitszeit"),
    topic(WORK, 60, 40, "Hybrid meetings", "Hybride Meetings"),
    topic(WORK, 50, 25, "Leading from home", "Homeoffice-Führung"),
    topic(WORK, 45, 30, "Asynchronous work", "Asynchrones Arbeiten"),
    topic(WORK, 40, 30, "Self-organisation", "Selbstorganisation"),
    topic(WORK, 35, 40, "Desk sharing", "Desk Sharing"),
    topic(WORK, 35, 45, "Agile methods", "Agile Methoden"),
    topic(WORK, 25, 25, "Remote onboarding", "Remote Onboarding"),
    topic(WORK, 20, 18, "OKR", "OKR"),
    topic(WORK, 18, 35, "Purpose and meaning", "Purpose und Sinn"),
    topic(WORK, 12, 30, "Work-life integration", "Work-Life-Integration"),
    topic(DIVERSITY, 60, 35, "Understanding generations", "Generationen verstehen"),
    topic(DIVERSITY, 45, 30, "Intercultural collaboration", "Interkulturelle Zusammenarbeit"),
    topic(DIVERSITY, 40, 18, "Inclusive leadership", "Inklusive Führung"),
    topic(DIVERSITY, 35, 35, "Sustainability", "Nachhaltigkeit"),
    topic(DIVERSITY, 30, 35, "Neurodiversity", "Neurodiversität"),
    topic(DIVERSITY, 25, 22, "Unconscious bias", "Unbewusste Vorurteile"),
    topic(DIVERSITY, 20, 30, "Gender-sensitive language", "Gendersensible Sprache"),
    topic(DIVERSITY, 18, 28, "Accessibility", "Barrierefreiheit"),
    topic(DIVERSITY, 15, 22, "LGBTQ+ at work", "LGBTQ+ am Arbeitsplatz"),
];

/// A department, its size, the area its people know best and the two sites where most of them work.
pub(super) struct Department {
    pub word: Word,
    pub size: u32,
    pub area: u8,
    pub homes: [u8; 2],
}

const fn department(
    size: u32,
    area: u8,
    homes: [u8; 2],
    english: &'static str,
    german: &'static str,
) -> Department {
    Department { word: Word(english, german), size, area, homes }
}

pub(super) const DEPARTMENTS: [Department; 25] = [
    department(100, WORK, [0, 5], "Production", "Produktion"),
    department(80, DIGITAL, [0, 3], "Engineering", "Entwicklung"),
    department(70, SOCIAL, [1, 2], "Sales", "Vertrieb"),
    department(65, DIGITAL, [3, 5], "IT", "IT"),
    department(60, WORK, [1, 4], "Logistics", "Logistik"),
    department(50, WORK, [2, 6], "Service", "Service"),
    department(45, DIGITAL, [0, 5], "Quality", "Qualität"),
    department(42, DIVERSITY, [2, 0], "Human Resources", "Personal"),
    department(40, DIGITAL, [0, 7], "Finance", "Finanzen"),
    department(36, WORK, [1, 2], "Purchasing", "Einkauf"),
    department(35, SOCIAL, [1, 6], "Marketing", "Marketing"),
    department(34, DIGITAL, [3, 0], "Research", "Forschung"),
    department(32, WORK, [0, 4], "Maintenance", "Instandhaltung"),
    department(28, DIGITAL, [2, 7], "Controlling", "Controlling"),
    department(26, SOCIAL, [1, 4], "Export", "Export"),
    department(24, SOCIAL, [3, 7], "Key Account", "Key Account"),
    department(22, DIVERSITY, [5, 0], "Vocational Training", "Ausbildung"),
    department(20, WORK, [2, 4], "Facilities", "Facility"),
    department(18, DIGITAL, [3, 1], "Digitalisation", "Digitalisierung"),
    department(16, SOCIAL, [1, 3], "Communications", "Kommunikation"),
    department(15, DIVERSITY, [7, 6], "Legal", "Recht"),
    department(14, WORK, [0, 5], "Safety at Work", "Arbeitssicherheit"),
    department(12, DIVERSITY, [6, 3], "Sustainability", "Nachhaltigkeit"),
    department(12, DIGITAL, [7, 2], "Internal Audit", "Revision"),
    department(10, WORK, [3, 7], "Strategy", "Strategie"),
];

/// A site, its size and what people like there.
pub(super) struct Site {
    pub word: Word,
    pub size: u32,
    pub likes: [u8; 5],
}

const fn site(size: u32, likes: [u8; 5], english: &'static str, german: &'static str) -> Site {
    Site { word: Word(english, german), size, likes }
}

pub(super) const SITES: [Site; 8] = [
    site(100, [0, 45, 62, 33, 61], "Stuttgart", "Stuttgart"),
    site(80, [32, 20, 26, 15, 33], "Hamburg", "Hamburg"),
    site(70, [63, 43, 21, 49, 16], "Cologne", "Köln"),
    site(65, [0, 27, 43, 42, 16], "Munich", "München"),
    site(45, [32, 2, 23, 37, 26], "Bremen", "Bremen"),
    site(40, [49, 7, 22, 27, 2], "Leipzig", "Leipzig"),
    site(35, [24, 10, 4, 37, 38], "Vienna", "Wien"),
    site(30, [42, 15, 66, 0, 19], "Zurich", "Zürich"),
];

/// Most popular first.
pub(super) const INTERESTS: [Word; 92] = [
    Word("Hiking", "Wandern"),              // 0
    Word("Running", "Laufen"),              // 1
    Word("Cycling", "Radfahren"),           // 2
    Word("Cooking", "Kochen"),              // 3
    Word("Theatre", "Theater"),             // 4
    Word("Baking", "Backen"),               // 5
    Word("Photography", "Fotografie"),      // 6
    Word("Jazz", "Jazz"),                   // 7
    Word("Film", "Film"),                   // 8
    Word("Gardening", "Garten"),            // 9
    Word("Piano", "Klavier"),               // 10
    Word("Travelling", "Reisen"),           // 11
    Word("Reading", "Lesen"),               // 12
    Word("Football", "Fußball"),            // 13
    Word("Video games", "Videospiele"),     // 14
    Word("Swimming", "Schwimmen"),          // 15
    Word("Board games", "Brettspiele"),     // 16
    Word("Yoga", "Yoga"),                   // 17
    Word("Guitar", "Gitarre"),              // 18
    Word("Tennis", "Tennis"),               // 19
    Word("Dogs", "Hunde"),                  // 20
    Word("Rock music", "Rockmusik"),        // 21
    Word("Chess", "Schach"),                // 22
    Word("Electronics", "Elektronik"),      // 23
    Word("Opera", "Oper"),                  // 24
    Word("Architecture", "Architektur"),    // 25
    Word("Podcasts", "Podcasts"),           // 26
    Word("Camping", "Camping"),             // 27
    Word("Crime novels", "Krimis"),         // 28
    Word("DIY", "Heimwerken"),              // 29
    Word("Meditation", "Meditation"),       // 30
    Word("Beekeeping", "Imkerei"),          // 31
    Word("Sailing", "Segeln"),              // 32
    Word("Coffee", "Kaffee"),               // 33
    Word("Sewing", "Nähen"),                // 34
    Word("Choir", "Chor"),                  // 35
    Word("Japan", "Japan"),                 // 36
    Word("Bird watching", "Vögel"),         // 37
    Word("Museums", "Museen"),              // 38
    Word("France", "Frankreich"),           // 39
    Word("Volunteering", "Ehrenamt"),       // 40
    Word("Handball", "Handball"),           // 41
    Word("Climbing", "Klettern"),           // 42
    Word("Beer", "Bier"),                   // 43
    Word("3D printing", "3D-Druck"),        // 44
    Word("Wine", "Wein"),                   // 45
    Word("Artificial intelligence", "KI"),  // 46
    Word("Programming", "Programmieren"),   // 47
    Word("Pottery", "Töpfern"),             // 48
    Word("Politics", "Politik"),            // 49
    Word("Languages", "Sprachen"),          // 50
    Word("Fashion", "Mode"),                // 51
    Word("Railways", "Züge"),               // 52
    Word("Barbecue", "Grillen"),            // 53
    Word("Coaching", "Coaching"),           // 54
    Word("Motorcycling", "Motorrad"),       // 55
    Word("Horses", "Pferde"),               // 56
    Word("Children", "Kinder"),             // 57
    Word("Family", "Familie"),              // 58
    Word("Dancing", "Tanzen"),              // 59
    Word("Psychology", "Psychologie"),      // 60
    Word("Furniture making", "Möbelbau"),   // 61
    Word("Cars", "Autos"),                  // 62
    Word("Carnival", "Karneval"),           // 63
    Word("Vegan food", "Vegan"),            // 64
    Word("Solar power", "Solar"),           // 65
    Word("Investing", "Börse"),             // 66
    Word("Philosophy", "Philosophie"),      // 67
    Word("Knitting", "Stricken"),           // 68
    Word("Grandchildren", "Enkel"),         // 69
    Word("Cats", "Katzen"),                 // 70
    Word("History", "Geschichte"),          // 71
    Word("Painting", "Malen"),              // 72
    Word("Astronomy", "Astronomie"),        // 73
    Word("Climate", "Klima"),               // 74
    Word("Data protection", "Datenschutz"), // 75
    Word("Aviation", "Luftfahrt"),          // 76
    Word("Robotics", "Robotik"),            // 77
    Word("Start-ups", "Startups"),          // 78
    Word("Linux", "Linux"),                 // 79
    Word("Classic cars", "Oldtimer"),       // 80
    Word("Genealogy", "Ahnenforschung"),    // 81
    Word("Model making", "Modellbau"),      // 82
    Word("Tea", "Tee"),                     // 83
    Word("Italian", "Italienisch"),         // 84
    Word("Fire brigade", "Feuerwehr"),      // 85
    Word("Caring for relatives", "Pflege"), // 86
    Word("Amateur radio", "Funk"),          // 87
    Word("Ballet", "Ballett"),              // 88
    Word("Mathematics", "Mathematik"),      // 89
    Word("Salsa", "Salsa"),                 // 90
    Word("Real estate", "Immobilien"),      // 91
];

/// What people of an area's departments like.
pub(super) const AREA_LIKES: [[u8; 8]; AREAS] = [
    [23, 44, 46, 47, 77, 79, 22, 89],
    [6, 8, 26, 51, 11, 78, 33, 21],
    [17, 29, 30, 54, 60, 85, 40, 13],
    [50, 40, 74, 64, 49, 67, 35, 71],
];

/// What a generation likes: those at the start, in the middle and at the height of their career.
pub(super) const GENERATION_LIKES: [[u8; 14]; 3] = [
    [14, 42, 33, 46, 64, 36, 26, 78, 16, 1, 90, 74, 17, 11],
    [57, 2, 5, 29, 53, 27, 20, 15, 18, 30, 65, 70, 19, 3],
    [69, 24, 9, 80, 81, 45, 32, 4, 31, 25, 71, 39, 86, 37],
];

/// Topics that a generation of mentors knows above all: those at the start of their career, then the others.
pub(super) const GENERATION_KNOWS: [[u8; 7]; 2] = [[9, 15, 16, 0, 30, 35, 37], [1, 26, 2, 31, 27, 7, 32]];

#[rustfmt::skip]
pub(super) const FIRST_NAMES: [&str; 96] = [
    "Aaron", "Aïcha", "Alexander", "Amelie", "Anna", "Anton", "Ayşe", "Barbara", "Ben", "Birgit", "Björn", "Carla",
    "Cem", "Christian", "Clara", "Daniel", "Daria", "David", "Dörte", "Elif", "Emil", "Emma", "Erik", "Eva",
    "Fatima", "Felix", "Finn", "Franziska", "Frédéric", "Georg", "Greta", "Günther", "Hannah", "Heike", "Helene",
    "Henry", "Ida", "İpek", "Jakob", "Jana", "Jens", "Johanna", "Jörg", "Jürgen", "Karin", "Karl", "Katharina",
    "Kerstin", "Kofi", "Lars", "Lea", "Lena", "Leon", "Lukasz", "Luise", "Malte", "Maria", "Markus", "Mehmet",
    "Mia", "Michael", "Miriam", "Moritz", "Nadja", "Nele", "Nina", "Noah", "Olga", "Oskar", "Paula", "Peter",
    "Petra", "Quirin", "Renée", "Rosa", "Rüdiger", "Sabine", "Samuel", "Selim", "Sinan", "Sofia", "Sören", "Stefan",
    "Süheyla", "Susanne", "Sven", "Tanja", "Theo", "Thomas", "Tomasz", "Ulrike", "Uwe", "Vera", "Willi", "Yusuf",
    "Zoë",
];

#[rustfmt::skip]
pub(super) const LAST_NAMES: [&str; 112] = [
    "Albrecht", "Arnold", "Bauer", "Baumann", "Beck", "Becker", "Berger", "Böhm", "Brandt", "Braun", "Busch",
    "Çelik", "Demir", "Dietrich", "Engel", "Ernst", "Fischer", "Frank", "Franke", "Friedrich", "Fuchs", "Graf",
    "Groß", "Günther", "Haas", "Hahn", "Hartmann", "Heinrich", "Herrmann", "Hoffmann", "Hofmann", "Horn", "Huber",
    "Jäger", "Jansen", "Jung", "Kaiser", "Kaya", "Keller", "Klein", "Koch", "Köhler", "König", "Kowalski", "Kraus",
    "Krause", "Krüger", "Kühn", "Lang", "Lange", "Lehmann", "Lorenz", "Ludwig", "Maier", "Martin", "Mayer", "Meier",
    "Meyer", "Möller", "Müller", "Neumann", "Nguyen", "Nowak", "Otto", "Öztürk", "Peters", "Pfeiffer", "Pohl",
    "Popović", "Richter", "Riedel", "Roth", "Rossi", "Sauer", "Schäfer", "Schmid", "Schmidt", "Schmitt", "Schneider",
    "Scholz", "Schreiber", "Schröder", "Schubert", "Schulte", "Schulz", "Schumacher", "Schuster", "Schwarz", "Seidel",
    "Simon", "Sommer", "Stein", "Thomas", "Traoré", "Vogel", "Vogt", "Voigt", "Wagner", "Walter", "Weber", "Weiß",
    "Werner", "Winkler", "Winter", "Wolf", "Wolff", "Yıldız", "Yilmaz", "Ziegler", "Zimmermann", "Zöller", "Żak",
];

/// Column names.
pub(super) const DAYS: [Word; 5] =
    [Word("Mon", "Mo"), Word("Tue", "Di"), Word("Wed", "Mi"), Word("Thu", "Do"), Word("Fri", "Fr")];

/// Axes of communication style.
pub(super) const AXES: [Word; 4] = [
    Word("directness", "Direktheit"),
    Word("structure", "Struktur"),
    Word("pace", "Tempo"),
    Word("channel", "Kanal"),
];
