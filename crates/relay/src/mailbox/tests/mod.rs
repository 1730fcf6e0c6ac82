//! The rules, without any store: a model in memory applies the plans.

mod agreement;
mod joining;
mod laws;
mod model;
mod order;
mod overrides;
mod play;
mod reading;
mod replies;
mod standing;
