use proptest::prelude::*;

use super::*;

fn managers(ids: usize, edges: &[(Symbol, Symbol)]) -> Managers {
    let reporting =
        |&(person, manager): &(Symbol, Symbol)| Reporting { person, manager, person_row: 1, line: 1 };
    Managers::new(ids, &edges.iter().map(reporting).collect::<Vec<_>>())
}

/// By id: whom one gets to on the way up, however far.
fn above(ids: usize, edges: &[(Symbol, Symbol)]) -> Vec<Vec<bool>> {
    let mut above = vec![vec![false; ids]; ids];
    for _ in 0..ids {
        for &(person, manager) in edges {
            let higher = above[manager as usize].clone();
            let own = &mut above[person as usize];
            own[manager as usize] = true;
            own.iter_mut().zip(higher).for_each(|(own, higher)| *own |= higher);
        }
    }
    above
}

proptest! {
    #[test]
    fn groups_are_those_who_are_above_each_other(
        edges in proptest::collection::vec((0..9 as Symbol, 0..9 as Symbol), 0..14)
    ) {
        let managers = managers(9, &edges);
        let (groups, above) = (managers.groups(), above(9, &edges));
        for one in 0..9 {
            for other in 0..9 {
                let expected = one == other || above[one][other] && above[other][one];
                prop_assert_eq!(groups[one] == groups[other], expected, "{} and {}", one, other);
            }
        }
        for &(person, manager) in &edges {
            if groups[person as usize] == groups[manager as usize] {
                let way = managers.way(manager, person, &groups);
                prop_assert_eq!((way[0], way[way.len() - 1]), (manager, person));
                for step in way.windows(2) {
                    prop_assert!(edges.contains(&(step[0], step[1])), "each step is to a manager");
                }
            }
        }
    }
}

#[test]
fn long_lines_do_not_fill_the_stack() {
    let ids = 200_000;
    let line: Vec<_> = (0..ids - 1).map(|id| (id, id + 1)).collect();
    let groups = managers(ids as usize, &line).groups();
    assert_eq!(groups.iter().max(), Some(&(ids - 1)), "everyone is alone");
    let mut circle = line;
    circle.push((ids - 1, 0));
    let managers = managers(ids as usize, &circle);
    assert!(managers.groups().iter().all(|&group| group == 0));
    assert_eq!(managers.way(1, 0, &managers.groups()).len(), ids as usize);
}
