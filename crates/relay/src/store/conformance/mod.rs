//! What every store must do. A backend runs all of it with
//! [`every_store_must!`](crate::store::conformance::every_store_must), given a
//! function that opens an empty store.

pub(crate) mod alarming;
pub(crate) mod exchanging;
pub(crate) mod holding;
pub(crate) mod joining;
pub(crate) mod listing;
pub(crate) mod ordering;
pub(crate) mod paging;
pub(crate) mod scene;

/// Makes a test of each function of the suite, each on a store of its own from
/// `$open`, an expression of a [`Store`](crate::store::Store) and whatever
/// must live as long.
macro_rules! every_store_must {
    ($open:expr => $($part:ident::$name:ident)+) => {$(
        #[tokio::test]
        async fn $name() {
            let (store, _alive) = $open;
            crate::store::conformance::$part::$name(&store).await;
        }
    )+};
    ($open:expr) => {
        crate::store::conformance::every_store_must! { $open =>
            exchanging::repeats_are_recognised
            exchanging::one_bad_submission_blocks_nobody
            exchanging::each_device_gets_what_it_lacks
            exchanging::long_feeds_come_in_parts
            exchanging::another_epoch_starts_over
            exchanging::nothing_overtakes_what_another_life_lacks
            exchanging::a_cursor_beyond_the_end_begins_a_new_epoch
            exchanging::who_is_ahead_too_often_starts_over_alone
            exchanging::notes_are_kept
            ordering::what_comes_at_once_leaves_one_after_the_other
            ordering::a_long_burst_keeps_its_order_on_both_sides
            ordering::what_a_wrong_clock_left_ahead_takes_no_order_away
            ordering::a_letter_is_promised_its_window_before_a_change_of_the_same_request
            holding::held_replies_stay_invisible_until_their_hour
            holding::replies_leave_in_the_order_in_which_they_came
            holding::replaced_and_withdrawn_replies_never_leave
            holding::a_reply_waits_for_a_word_when_they_have_written
            holding::a_reply_does_not_overtake_a_letter_that_was_not_heard
            holding::letters_in_other_conversations_make_no_reply_wait
            holding::an_override_stays_on_record
            holding::a_promised_window_stands_after_a_change
            holding::a_window_without_a_promise_goes_with_a_change
            holding::an_agreement_comes_into_force
            alarming::an_alarm_begins_with_its_letter_and_ends_unanswered
            alarming::failure_27_a_clock_that_is_set_back_keeps_nobody_untold
            alarming::letters_join_an_open_alarm_and_begin_another_after_it
            alarming::an_alarm_is_taken_on_once
            alarming::failure_01_whoever_took_an_alarm_on_is_told_so_again
            paging::without_an_agreed_ladder_nobody_is_told
            paging::only_a_patient_pages_and_only_a_therapist_acknowledges
            paging::what_is_shared_waits_for_no_window
            paging::therapists_are_pushed_to_where_they_said
            listing::a_list_that_nobody_can_be_reached_by_is_said_before_it_is_agreed
            listing::a_therapist_can_be_reached_once_a_device_can
            listing::a_device_that_the_relay_cannot_push_to_reaches_nobody
            listing::of_a_list_that_does_not_count_nothing_is_said
            listing::failure_21_another_life_says_anew_who_can_be_reached
            joining::invitations_work_once
            joining::who_invites_hears_of_it
            joining::taken_ids_are_refused
            joining::a_conversation_of_two_takes_nobody_in
        }
    };
}
pub(crate) use every_store_must;
