//! The problem with changes, to be solved from scratch.

use people::{Attribute, Choices, Person, Role, Symbol, Table, Vocabulary};
use rustc_hash::FxHashMap;

use crate::problem::Problem;
use crate::repair::cast::text_of;
use crate::repair::state::NONE;
use crate::repair::trial::Trial;
use crate::what_if::ChangeError;

/// Solves the trial's problem anew: the mentor of each mentee, `NONE` for nobody.
pub(crate) fn mentors(trial: &Trial<'_, '_, '_>) -> Result<Vec<u32>, ChangeError> {
    let old = trial.cast.problem;
    let mut people = old.people.clone();
    let mut symbols = Symbols::default();
    for role in [Role::Mentee, Role::Mentor] {
        for mut person in trial.newcomers(role).cloned() {
            symbols.known(&mut people.vocabulary, &mut person);
            let rows = if role == Role::Mentee { &mut people.mentees } else { &mut people.mentors };
            rows.push(person);
        }
    }
    for &mentor in &trial.left_mentors {
        people.mentors[mentor].capacity = 0;
    }
    let ids =
        |rows: &[Person]| -> Vec<String> { rows.iter().map(|person| text_of(&people, person)).collect() };
    let (mentee_ids, mentor_ids) = (ids(&people.mentees), ids(&people.mentors));
    let choices = choices(trial, &mentee_ids, &mentor_ids);
    let mentee_order = sort(&mut people.mentees, &mentee_ids);
    let mentor_order = sort(&mut people.mentors, &mentor_ids);

    let problem = Problem::with_choices(&people, old.recipe, &choices).map_err(|_| ChangeError::TooLarge)?;
    let plan = problem.solve()?;
    let mut mentors = vec![NONE; mentee_order.len()];
    for pair in &plan.pairs {
        mentors[mentee_order[pair.mentee]] = mentor_order[pair.mentor] as u32;
    }
    Ok(mentors)
}

/// Locks and forbidden pairs as they are after the changes.
fn choices(trial: &Trial<'_, '_, '_>, mentee_ids: &[String], mentor_ids: &[String]) -> Choices {
    let id = |mentee: usize, mentor: usize| (mentee_ids[mentee].clone(), mentor_ids[mentor].clone());
    let mut choices = trial.cast.problem.choices().clone();
    choices.lock = trial.locks.iter().map(|(&mentee, &mentor)| id(mentee, mentor)).collect();
    choices.forbid.extend(trial.forbidden.keys().map(|&(mentee, mentor)| id(mentee, mentor)));
    for &mentee in &trial.left_mentees {
        choices.forbid.extend((0..mentor_ids.len()).map(|mentor| id(mentee, mentor)));
    }
    choices.lock.sort_unstable();
    choices.forbid.sort_unstable();
    choices.forbid.dedup();
    choices
}

/// Sorts people by id. Returns where each was before.
fn sort(rows: &mut Vec<Person>, ids: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&one, &other| ids[one].cmp(&ids[other]));
    *rows = order.iter().map(|&index| rows[index].clone()).collect();
    order
}

/// Texts for symbols that the vocabulary does not have.
#[derive(Default)]
struct Symbols {
    /// How many texts of a kind the vocabulary has of its own.
    own: FxHashMap<u32, usize>,
    /// By kind of text and symbol.
    new: FxHashMap<(u32, Symbol), Symbol>,
}

impl Symbols {
    fn known(&mut self, vocabulary: &mut Vocabulary, person: &mut Person) {
        let mut set = |kind: u32, table: &mut Table, symbol: &mut Symbol| {
            if (*symbol as usize) < *self.own.entry(kind).or_insert(table.len()) {
                return;
            }
            *symbol = *self.new.entry((kind, *symbol)).or_insert_with(|| {
                // After all other texts, and equal to none.
                let texts = (0..table.len() as u32).map(|symbol| table.text(symbol).into());
                *table = Table::new(texts.chain([format!("\u{10fffd}{}", table.len()).into()]).collect());
                table.len() as u32 - 1
            });
        };
        let ids = &mut vocabulary.ids;
        let given = [&mut person.wishes, &mut person.vetoes, &mut person.previous];
        set(0, ids, &mut person.id);
        given.into_iter().flatten().for_each(|id| set(0, ids, id));
        person.manager.iter_mut().for_each(|id| set(0, ids, id));
        person.department.iter_mut().for_each(|symbol| set(1, &mut vocabulary.departments, symbol));
        person.site.iter_mut().for_each(|symbol| set(2, &mut vocabulary.sites, symbol));
        person.languages.iter_mut().for_each(|symbol| set(3, &mut vocabulary.languages, symbol));
        person.offers.iter_mut().for_each(|offer| set(4, &mut vocabulary.topics, &mut offer.topic));
        person.wants.iter_mut().for_each(|want| set(4, &mut vocabulary.topics, &mut want.topic));
        person.interests.iter_mut().for_each(|symbol| set(5, &mut vocabulary.interests, symbol));
        for value in &mut person.attributes {
            let Some(Attribute { values, parts, .. }) =
                vocabulary.attributes.get_mut(value.attribute as usize)
            else {
                continue;
            };
            set(6 + 2 * value.attribute, values, &mut value.whole);
            value.parts.iter_mut().for_each(|part| set(7 + 2 * value.attribute, parts, part));
        }
        person.offers.sort_by_key(|offer| offer.topic);
        person.wants.sort_by_key(|want| want.topic);
        for list in [&mut person.languages, &mut person.interests] {
            list.sort_unstable();
        }
        for list in [&mut person.wishes, &mut person.vetoes, &mut person.previous] {
            list.sort_unstable();
        }
    }
}
