//! The passphrase of `toroi serve --lan`: made at each start, shown on the screen of the computer that
//! serves, typed once on each phone. What a browser keeps instead is a token that nobody can guess.

use std::collections::VecDeque;
use std::hint::black_box;
use std::io;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::lru::Lru;

/// Digits of a passphrase: they are typed alike with every keyboard, and a phone shows large keys for
/// them. Twelve tries an hour need four hundred years for half of all.
const DIGITS: usize = 8;
/// Digits that stand together.
const GROUP: usize = 4;
/// Tries of one address in a minute and in an hour; more have to wait.
const TRIES: [(usize, Duration); 2] = [(2, Duration::from_mins(1)), (12, Duration::from_hours(1))];
/// Addresses whose tries are remembered.
const MOST_ADDRESSES: usize = 1_000;

/// What comes of a try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    Open,
    Wrong,
    /// Too many tries: the next one is looked at after this time.
    Wait(Duration),
}

/// The passphrase, the token, and who tried lately.
pub(super) struct Passphrase {
    digits: String,
    token: String,
    tries: Mutex<Lru<IpAddr, VecDeque<Instant>>>,
}

impl Passphrase {
    /// Makes a new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub(super) fn new() -> io::Result<Passphrase> {
        let mut number = [0; 8];
        let mut token = [0; 16];
        getrandom::fill(&mut number).map_err(io::Error::from)?;
        getrandom::fill(&mut token).map_err(io::Error::from)?;
        let number = u64::from_le_bytes(number) % 10_u64.pow(DIGITS as u32);
        Ok(Passphrase {
            digits: format!("{number:0DIGITS$}"),
            token: format!("{:032x}", u128::from_be_bytes(token)),
            tries: Mutex::new(Lru::new(MOST_ADDRESSES)),
        })
    }

    /// As it is shown: in groups, with a space between.
    pub(super) fn shown(&self) -> String {
        [&self.digits[..GROUP], &self.digits[GROUP..]].join(" ")
    }

    /// What a browser that has been let in keeps.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether this is the token.
    pub(super) fn is_token(&self, token: &[u8]) -> bool {
        is_equal(token, self.token.as_bytes())
    }

    /// A try from an address. Spaces and dashes between the digits do not count.
    pub(super) fn enter(&self, from: IpAddr, typed: &str, now: Instant) -> Entry {
        let mut all = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tries = all.get(&from).cloned().unwrap_or_default();
        for (most, time) in TRIES {
            let first = tries.len().checked_sub(most).and_then(|at| tries.get(at));
            let past = first.map(|first| now.saturating_duration_since(*first));
            if let Some(left) = past.and_then(|past| time.checked_sub(past))
                && !left.is_zero()
            {
                return Entry::Wait(left);
            }
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(DIGITS + 1).collect();
        if is_equal(digits.as_bytes(), self.digits.as_bytes()) {
            return Entry::Open;
        }
        tries.push_back(now);
        let most = TRIES[1].0;
        while tries.len() > most {
            tries.pop_front();
        }
        all.insert(from, tries, 1);
        Entry::Wrong
    }
}

/// Whether both are the same, in a time that does not tell how much of them is.
fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let differs = one.iter().zip(other).fold(0, |sum, (a, b)| black_box(sum | (a ^ b)));
    one.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 7));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 8));

    #[test]
    fn it_is_new_at_each_start_and_typed_as_it_is_read() {
        let (one, other) = (Passphrase::new().unwrap(), Passphrase::new().unwrap());
        assert_ne!(one.token, other.token);
        assert_eq!((one.digits.len(), one.token.len()), (DIGITS, 32));
        let now = Instant::now();
        for typed in [one.shown(), one.digits.clone(), one.shown().replace(' ', "-")] {
            assert_eq!(one.enter(PHONE, &typed, now), Entry::Open, "{typed}");
        }
        assert!(one.is_token(one.token().as_bytes()));
        for token in ["", "0", &other.token, &one.token[1..], &format!("{}0", one.token)] {
            assert!(!one.is_token(token.as_bytes()), "{token}");
        }
    }

    #[test]
    fn who_guesses_waits_and_nobody_else() {
        let pass = Passphrase::new().unwrap();
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        for wrong in ["", &format!("{}1", pass.digits)] {
            assert_eq!(pass.enter(PHONE, wrong, start), Entry::Wrong, "{wrong}");
        }
        // The right one is not looked at either, so nobody learns whether it was.
        assert_eq!(pass.enter(PHONE, &pass.shown(), at(20)), Entry::Wait(Duration::from_secs(40)));
        assert_eq!(pass.enter(OTHER, &pass.shown(), at(20)), Entry::Open);
        let mut wrong = 2;
        for second in 60..3_600 {
            wrong += usize::from(pass.enter(PHONE, "1", at(second)) == Entry::Wrong);
        }
        assert_eq!(wrong, 12, "twelve in an hour");
        assert_eq!(
            pass.enter(PHONE, &pass.shown(), at(3_601)),
            Entry::Open,
            "slowed, never banned"
        );
    }
}
