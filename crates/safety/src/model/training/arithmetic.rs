//! What differs in the last digit between machines, made of what does not.

/// The natural logarithm of a number from one up.
pub(super) fn ln(number: f64) -> f64 {
    let (mut number, mut halvings) = (number, 0.0);
    while number > 1.5 {
        number /= 2.0;
        halvings += 1.0;
    }
    let ratio = (number - 1.0) / (number + 1.0);
    let mut power = ratio;
    let mut sum = 0.0;
    for place in 0..20 {
        sum += power / f64::from(2 * place + 1);
        power *= ratio * ratio;
    }
    2.0 * sum + halvings * std::f64::consts::LN_2
}

/// A sequence of numbers that looks like chance and is the same every time.
pub(super) struct Sequence(u64);

impl Sequence {
    pub(super) fn new() -> Self {
        Sequence(5)
    }

    /// The next number below a bound; 0 if the bound is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let number = (self.0 >> 33) as usize;
        number.checked_rem(bound).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithms_are_the_standard_ones() {
        for number in [1.0, 1.2, 1.5, 2.0, 3.7, 100.0, 4_000.0] {
            assert!((ln(number) - f64::ln(number)).abs() < 1e-12, "{number}");
        }
    }
}
