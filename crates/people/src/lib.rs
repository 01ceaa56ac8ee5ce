//! The input of a matching: people and a recipe, read from files as companies have them and checked cell by cell.
#![forbid(unsafe_code)]

mod choices;
mod digest;
mod fold;
pub mod generate;
mod nearest;
mod person;
mod reader;
mod recipe;
mod recipe_toml;

pub use choices::Choices;
pub use digest::digest;
pub use fold::fold;
pub use person::{
    Attribute, AttributeValue, Offer, People, Person, Role, Span, Symbol, Table, Vocabulary, Want,
};
pub use reader::{
    CellError, Cycle, Expected, FileKind, ReadError, Reading, UnknownColumn, read, read_file,
    write_errors_csv,
};
pub use recipe::{Direction, Objective, Recipe, Rules, Weights};
pub use recipe_toml::{RecipeError, RecipeProblem};
