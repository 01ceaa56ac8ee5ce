//! What a manager decided by hand before a run: pairs that must or must not be.

/// Pairs fixed and pairs excluded by hand, as ids: mentee first, mentor second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Pairs that must be in the plan.
    pub lock: Vec<(String, String)>,
    /// Pairs that must not be.
    pub forbid: Vec<(String, String)>,
}
