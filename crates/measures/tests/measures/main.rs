//! The measures from outside.

mod asks;
mod dates;
mod scores;
mod words;
