//! What can be wrong with a file of people, in German.

use super::error::{CellError, Expected, FileKind, ReadError, quoted};
use super::header::Field;

impl ReadError {
    /// The same as [`std::fmt::Display`], in German.
    pub fn german(&self) -> String {
        match self {
            ReadError::Io(error) => format!("Die Datei lässt sich nicht lesen: {error}"),
            ReadError::Cells(errors) => errors.iter().map(CellError::german).collect::<Vec<_>>().join("\n"),
            ReadError::Empty => {
                "Die Datei ist leer; eine Tabelle von Personen beginnt mit einer Zeile von Spaltennamen."
                    .into()
            }
            ReadError::NotATable { found } => format!(
                "Das ist {}, keine Tabelle von Personen; bitte als CSV oder als Excel-Arbeitsmappe (.xlsx) speichern.",
                found.german()
            ),
            ReadError::Encoding { line, encoding } => format!(
                "Zeile {line} ist kein gültiges {encoding}; bitte die Datei neu als CSV in UTF-8 speichern."
            ),
            ReadError::MissingColumns { missing, found } => {
                let missing: Vec<String> = missing.iter().map(|name| both_names(name)).collect();
                format!(
                    "Es fehlt die Spalte {}; vorhanden sind {}.",
                    missing.join(" und die Spalte "),
                    quoted(found, "„", "“")
                )
            }
            ReadError::AmbiguousColumn { first, second } => {
                format!("Die Spalten „{first}“ und „{second}“ bedeuten dasselbe; bitte eine davon weglassen.")
            }
            ReadError::TooManyColumns { columns } => format!(
                "Die erste Zeile hat {columns} Zellen; eine Tabelle hat höchstens {} Spalten.",
                super::MOST_COLUMNS
            ),
            ReadError::UnclosedHeader { line } => format!(
                "Zeile {line}: Ein Spaltenname beginnt mit einem Anführungszeichen, aber keines beendet ihn."
            ),
            ReadError::RowTooLong { line } => format!(
                "Die Zeile {line} ist länger als {} MiB; fehlt dort ein Anführungszeichen?",
                super::MOST_ROW >> 20
            ),
            ReadError::Workbook { reason } => format!("Die Arbeitsmappe lässt sich nicht lesen: {reason}"),
        }
    }
}

impl CellError {
    /// The same as [`std::fmt::Display`], in German.
    pub fn german(&self) -> String {
        let CellError { line, column, value, expected, .. } = self;
        format!("Zeile {line}, Spalte „{column}“: „{value}“; erwartet: {}", expected.german())
    }
}

impl Expected {
    /// In German.
    pub fn german(&self) -> String {
        match self {
            Expected::Id => "eine Personalnummer".into(),
            Expected::NewId => "diese Personalnummer steht in dieser Rolle schon in der Datei".into(),
            Expected::Role => "mentor oder mentee".into(),
            Expected::NoCycle(cycle) if cycle.is_own_manager() => "keine Berichtslinie im Kreis".into(),
            Expected::NoCycle(cycle) => format!("keine Berichtslinie im Kreis: {}", cycle.shown("weitere")),
            Expected::Level => "1 bis 9".into(),
            Expected::Language => "Sprachcodes nach ISO 639 wie de".into(),
            Expected::Topic => "ein Thema vor dem Doppelpunkt".into(),
            Expected::NewTopic => "jedes Thema nur einmal".into(),
            Expected::OfferLevel => "Niveau 1 bis 5".into(),
            Expected::Importance => "Wichtigkeit 1 bis 3".into(),
            Expected::Axis => "Direktheit, Struktur, Tempo oder Kanal".into(),
            Expected::NewAxis => "jede Achse nur einmal".into(),
            Expected::AxisValue => "1 bis 5".into(),
            Expected::DayAndTimes => "ein Tag mit Uhrzeiten wie Mo 09:00-11:30".into(),
            Expected::HalfHours => "Uhrzeiten von 00:00 bis 24:00 in halben Stunden".into(),
            Expected::LaterEnd => "ein Ende nach dem Anfang".into(),
            Expected::TimeZone => "eine Zeitzone der IANA-Liste wie Europe/Berlin".into(),
            Expected::Capacity => "0 bis 20".into(),
            Expected::CellCount { columns: 1 } => "1 Zelle in der Zeile, weil es 1 Spalte gibt".into(),
            Expected::CellCount { columns } => {
                format!("{columns} Zellen in der Zeile, weil es {columns} Spalten gibt")
            }
            Expected::ClosingQuote => "ein Anführungszeichen am Ende der Zelle".into(),
            Expected::DoubledQuotes => "verdoppelte Anführungszeichen innerhalb der Zelle".into(),
            Expected::PlainText => "Text ohne Steuerzeichen".into(),
            Expected::FormulaValue => "eine Formel, die einen Wert ergibt".into(),
        }
    }
}

impl FileKind {
    /// In German, with an article.
    pub fn german(self) -> &'static str {
        match self {
            FileKind::OldExcel => "eine alte Excel-Arbeitsmappe (.xls) oder eine mit Kennwort",
            FileKind::Archive => "ein ZIP-Archiv",
            FileKind::Pdf => "ein PDF",
            FileKind::Binary => "eine Binärdatei",
        }
    }
}

/// `„Personalnummer“ (englisch „id“)`.
fn both_names(english: &str) -> String {
    match Field::ALL.iter().find(|field| field.english() == english) {
        Some(field) if field.german() != english => format!("„{}“ (englisch „{english}“)", field.german()),
        _ => format!("„{english}“"),
    }
}
