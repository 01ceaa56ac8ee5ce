//! Reading a recipe.

use std::fs;
use std::path::Path;

use people::Recipe;

use crate::failure::Failure;

/// Reads the recipe; without a file, the default one.
pub fn read(path: Option<&Path>) -> Result<Recipe, Failure> {
    let Some(path) = path else { return Ok(Recipe::default()) };
    let text = fs::read_to_string(path).map_err(|error| Failure::NotReadable { path: path.into(), error })?;
    Recipe::from_toml(&text).map_err(|error| Failure::Recipe { path: path.into(), error })
}
