//! What numbers of each country look like, `data/helplines/plans.tsv` (from libphonenumber).

/// One country's numbering plan.
#[derive(Debug)]
pub struct Plan {
    pub country: &'static str,
    /// The calling code; empty where there is no plan of its own.
    pub calling: &'static str,
    /// What is dialled before the number inside the country; may be empty.
    pub trunk: &'static str,
    /// Digits of ordinary numbers, without the trunk prefix.
    pub lengths: Vec<usize>,
    /// Digits of short numbers.
    pub short: Vec<usize>,
}

/// All of them.
pub fn plans() -> Vec<Plan> {
    let rows = include_str!("../../data/helplines/plans.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .map(|row| {
            let mut columns = row.split('\t');
            let mut next = || columns.next().unwrap_or_default();
            let (country, calling, trunk) = (next(), next(), next());
            let mut lengths = || {
                next()
                    .split(',')
                    .filter_map(|text| text.parse().ok())
                    .collect()
            };
            Plan {
                country,
                calling,
                trunk,
                lengths: lengths(),
                short: lengths(),
            }
        })
        .collect()
}
