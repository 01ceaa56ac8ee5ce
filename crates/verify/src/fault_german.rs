//! What can be wrong, in German.

use crate::fault::{CoverKind, Fault, Side};
use crate::number::{counted, german};

impl Fault {
    /// The same sentence as [`std::fmt::Display`], in German.
    pub fn german(&self) -> String {
        match self {
            Fault::Stopped => "Die Prüfung wurde vor ihrem Ende abgebrochen; bewiesen ist nichts.".into(),
            Fault::NoSuchAttribute { name } => {
                format!(
                    "Das Rezept nennt das Merkmal „{name}“, aber bei den Personen gibt es keine solche Spalte."
                )
            }
            Fault::NoSuchTimeZone { zone } => format!("Die Zeitzone „{zone}“ gibt es nicht."),
            Fault::WeekOutOfRange { week_of } => {
                format!("Die Woche des {week_of} lässt sich nicht zwischen Zeitzonen umrechnen.")
            }
            Fault::NoWeight => {
                "Das Rezept gewichtet kein Kriterium, also hat kein Paar eine Punktzahl.".into()
            }
            _ => self.german_reading().or_else(|| self.german_plan()).unwrap_or_else(|| self.german_proof()),
        }
    }

    /// Faults of the files' form.
    fn german_reading(&self) -> Option<String> {
        Some(match self {
            Fault::Unreadable { file, reason } => format!("{file} lässt sich nicht lesen: {reason}."),
            Fault::EndsEarly { file } => format!("{file} endet zu früh."),
            Fault::NotJson { line, column } => {
                format!("certificate.json ist kein gültiges JSON: Zeile {line}, Spalte {column}.")
            }
            Fault::WrongKind { line, column, .. } => format!(
                "certificate.json, Zeile {line}, Spalte {column}: Ein Wert dieser Art oder Größe gehört nicht hierher."
            ),
            Fault::MissingKey { key } => format!("In certificate.json fehlt der Schlüssel „{key}“."),
            Fault::UnknownKey { key } => {
                format!("certificate.json hat den Schlüssel „{key}“, der nichts bedeutet.")
            }
            Fault::OnlyForFairest { key } => {
                format!("certificate.json hat den Schlüssel „{key}“, der nur zum Ziel „fairest“ gehört.")
            }
            Fault::DuplicateKey { object, key } => {
                format!("certificate.json hat den Schlüssel „{key}“ zweimal{}.", within_german(object))
            }
            Fault::ChoicesOutOfOrder { key, mentee, mentor } => format!(
                "certificate.json, „{key}“: {mentee} und {mentor} stehen nicht an ihrem Platz; Paare sind nach \
                 Personalnummern geordnet, jedes einmal."
            ),
            Fault::OtherEngine { engine } => format!(
                "certificate.json nennt das Programm „{engine}“ statt „viceversa“ mit einer Version wie 0.1.0."
            ),
            Fault::WrongHeader { found } => {
                let columns = crate::COLUMNS.join(",");
                format!("pairs.csv muss mit der Zeile „{columns}“ beginnen{}.", found_german(found))
            }
            Fault::WrongFieldCount { line, found } => {
                format!("pairs.csv, Zeile {line}: {} statt 12.", counted(*found, german, "Feld", "Felder"))
            }
            Fault::NotUtf8 { line } => format!("pairs.csv, Zeile {line}: kein gültiges UTF-8."),
            Fault::NotANumber { line, column, text } => {
                format!(
                    "pairs.csv, Zeile {line}, {column}: „{text}“ ist keine ganze Zahl in der vorgesehenen Schreibweise."
                )
            }
            Fault::HalfAMargin { line } => {
                format!("pairs.csv, Zeile {line}: Von margin_pairs und margin_value ist nur eines angegeben.")
            }
            Fault::OtherObjective { certificate, recipe } => {
                format!("Der Nachweis gilt für das Ziel „{certificate}“, das Rezept verlangt „{recipe}“.")
            }
            Fault::OtherPeople { stated, actual } => format!(
                "Der Nachweis gehört zu anderen Personen, einem anderen Rezept oder anderen festgelegten und \
                 ausgeschlossenen Paaren: Er nennt die Prüfsumme {stated}, hier ist sie {actual}."
            ),
            _ => return None,
        })
    }

    /// Faults of the pairs.
    fn german_plan(&self) -> Option<String> {
        Some(match self {
            Fault::UnknownPerson { line, id, column } => {
                format!(
                    "pairs.csv, Zeile {line}, {column}: In dieser Rolle hat niemand die Personalnummer „{id}“."
                )
            }
            Fault::MenteeTwice { line, mentee, mentors: [one, other] } => {
                format!(
                    "pairs.csv, Zeile {line}: Mentee {mentee} steht in zwei Paaren, mit {one} und {other}."
                )
            }
            Fault::OutOfOrder { line, mentee } => format!(
                "pairs.csv, Zeile {line}: Mentee {mentee} steht nicht an seinem Platz; Paare sind nach der \
                 Personalnummer der Mentees geordnet."
            ),
            Fault::OverCapacity { line, mentor, capacity } => {
                let partners = u32::from(*capacity) + 1;
                format!(
                    "pairs.csv, Zeile {line}: Mentor:in {mentor} hat {partners} Mentees, aber Platz für {capacity}."
                )
            }
            Fault::NotAllowed { line, mentee, mentor, rule } => {
                let rule = rule.german();
                format!("pairs.csv, Zeile {line}: {mentee} und {mentor} dürfen kein Paar sein: {rule}.")
            }
            Fault::WrongInRow { line, mentee, mentor, column, stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual));
                format!(
                    "pairs.csv, Zeile {line}, {column}: {mentee} und {mentor} haben {actual}, nicht {stated}."
                )
            }
            Fault::LockMissing { mentee, mentor } => {
                format!("Das Paar aus {mentee} und {mentor} ist festgelegt, fehlt aber im Plan.")
            }
            Fault::WrongPairs { stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual as i128));
                format!("Die Zahl der Paare ist laut Nachweis {stated}, tatsächlich ist sie {actual}.")
            }
            Fault::WrongScoresTotal { stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual));
                format!("Laut Nachweis ergeben alle Punktzahlen {stated}, tatsächlich ergeben sie {actual}.")
            }
            Fault::WrongValue { stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual));
                format!("Laut Nachweis ist der Plan {stated} wert, tatsächlich ist er {actual} wert.")
            }
            Fault::OtherPairs => {
                "Die Prüfsumme von pairs.csv ist nicht die im Nachweis: Ein Abstand (margin) oder der Nachweis wurde \
                 geändert."
                    .into()
            }
            _ => return None,
        })
    }

    /// Faults of prices and covers.
    fn german_proof(&self) -> String {
        match self {
            Fault::WrongBonus { stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual));
                format!("Laut Nachweis zählt jedes Paar zusätzlich {stated}, es müssen aber {actual} sein.")
            }
            Fault::PriceMissing { side, id } => format!("{} {id} hat keinen Preis.", german_side(*side)),
            Fault::PriceOfUnknown { side, id } => format!(
                "Es gibt einen Preis für {} {id}, aber niemand hat diese Personalnummer in dieser Rolle.",
                german_side(*side)
            ),
            Fault::WrongPlaces { mentor, stated, capacity } => {
                format!(
                    "Mentor:in {mentor} hat {} für {}.",
                    counted(*stated, german, "Preis", "Preise"),
                    counted(*capacity, german, "Platz", "Plätze")
                )
            }
            Fault::MenteePriceBelowZero { mentee, price } => {
                format!("Der Preis von Mentee {mentee} ist {} und damit kleiner als 0.", german(*price))
            }
            Fault::PlacePriceBelowZero { mentor, place, price } => {
                let price = german(*price);
                format!(
                    "Der Preis von Platz {place} bei Mentor:in {mentor} ist {price} und damit kleiner als 0."
                )
            }
            Fault::WrongLockedPrice { mentee, stated, actual } => {
                let (stated, actual) = (german(*stated), german(*actual));
                format!(
                    "Der Preis von Mentee {mentee} im festgelegten Paar ist {stated}, das Paar bringt aber {actual}."
                )
            }
            Fault::LockedPlacePriced { mentor, place, price } => format!(
                "Platz {place} bei Mentor:in {mentor} ist durch ein festgelegtes Paar belegt, hat aber den Preis {} \
                 statt 0.",
                german(*price)
            ),
            Fault::SumsDiffer { prices, proven } => format!(
                "Alle Preise ergeben {}, die Schranke mit allen Zuschlägen ist aber {}: ein Unterschied von {}.",
                german(*prices),
                german(*proven),
                german((prices - proven).abs())
            ),
            Fault::BoundBelowValue { bound, value } => {
                let (bound, value) = (german(*bound), german(*value));
                format!("Die Schranke ist {bound}, weniger als die {value}, die der Plan wert ist.")
            }
            Fault::MostPairsNotProven { bound, least } => format!(
                "Es ist nicht bewiesen, dass kein Plan mehr Paare hat: Die Schranke ist {} und muss unter {} liegen.",
                german(*bound),
                german(*least)
            ),
            Fault::PriceFails { mentee, mentor, place, prices, worth } => format!(
                "Die Preise von {mentee} und von Platz {place} bei {mentor} ergeben {}, {} zu wenig für die {}, die das \
                 Paar brächte.",
                german(*prices),
                german(worth - prices),
                german(*worth)
            ),
            Fault::WrongLowestScore { stated, actual } => {
                let text = |score: &Option<i64>| score.map_or("nicht vorhanden".into(), german);
                format!(
                    "Laut Nachweis ist die niedrigste Punktzahl {}, tatsächlich ist sie {}.",
                    text(stated),
                    text(actual)
                )
            }
            Fault::CoverOfUnknown { cover, side, id } => format!(
                "Die {} nennt {} {id}, aber niemand hat diese Personalnummer in dieser Rolle.",
                german_cover(*cover),
                german_side(*side)
            ),
            Fault::CoverTwice { cover, side, id } => {
                format!("Die {} nennt {} {id} zweimal.", german_cover(*cover), german_side(*side))
            }
            Fault::CoverOfLocked { cover, mentee } => {
                format!("Die {} nennt Mentee {mentee} aus einem festgelegten Paar.", german_cover(*cover))
            }
            Fault::WrongCoverSize { cover, size, pairs } => format!(
                "Die {} umfasst {}; damit sie etwas beweist, müssen es {} {} sein.",
                german_cover(*cover),
                counted(*size, german, "Platz", "Plätze"),
                match cover {
                    CoverKind::MostPairs => "genau",
                    CoverKind::LowestScore => "weniger als",
                },
                german(*pairs as i128)
            ),
            Fault::CoverMisses { cover, mentee, mentor, score } => format!(
                "Die {} enthält weder {mentee} noch {mentor}, die ein Paar sein dürfen und {} Punkte haben.",
                german_cover(*cover),
                german(*score)
            ),
            // All others are told by the functions before.
            _ => self.to_string(),
        }
    }
}

fn german_side(side: Side) -> &'static str {
    match side {
        Side::Mentee => "Mentee",
        Side::Mentor => "Mentor:in",
    }
}

fn german_cover(cover: CoverKind) -> &'static str {
    match cover {
        CoverKind::MostPairs => "Überdeckung aller Paare (most_pairs_cover)",
        CoverKind::LowestScore => {
            "Überdeckung aller Paare über der niedrigsten Punktzahl (lowest_score_cover)"
        }
    }
}

fn within_german(object: &Option<&'static str>) -> String {
    object.map_or(String::new(), |object| format!(" in „{object}“"))
}

fn found_german(found: &Option<String>) -> String {
    found.as_ref().map_or(String::new(), |found| format!(", nicht mit „{found}“"))
}
