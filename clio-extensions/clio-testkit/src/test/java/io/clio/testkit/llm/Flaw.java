package io.clio.testkit.llm;

import java.util.List;

/** What an adapter may get wrong, and the tests of the contract that must find it out. */
enum Flaw {
    NONE,

    REPLIES_WITHOUT_TEXT("the_replies_of_this_test_hold_the_texts_they_are_given"),
    ANSWERS_NOTHING("an_answer_holds_the_text_of_the_model"),
    REFUSES_EMPTY_ANSWERS("an_empty_answer_is_an_answer"),
    TRIMS_ANSWERS("blanks_and_line_ends_around_an_answer_stay"),
    READS_LATIN("every_script_and_sign_arrives"),
    CUTS_LARGE_ANSWERS("a_large_answer_arrives_whole"),
    LOOKS_INTO_ANSWERS("json_in_an_answer_is_text"),
    ALWAYS_CUT("an_answer_that_ends_by_itself_says_so"),
    NEVER_CUT("an_answer_that_was_cut_off_says_so_and_is_kept"),
    TELLS_NO_TOKENS("the_tokens_of_a_call_are_told"),
    COUNTS_THE_CACHE_APART("the_tokens_of_a_cache_are_told_and_are_part_of_the_prompt"),
    TRUSTS_FIGURES("figures_that_make_no_sense_do_not_crash_the_caller"),

    POSTS_TEXT("a_call_posts_json"),
    NAMES_NO_MODEL("a_call_names_the_model"),
    LEAVES_OUT_INSTRUCTIONS("instructions_arrive_once", "a_hint_at_a_cache_takes_nothing_from_the_prompt"),
    REVERSES_TURNS("turns_arrive_once_each_and_in_order"),
    ALL_TURNS_OF_THE_USER("turns_of_the_assistant_are_told_from_those_of_the_user"),
    SENDS_NO_TEMPERATURE("the_temperature_arrives"),
    SENDS_NO_ZERO("a_temperature_of_zero_is_said_and_not_left_to_the_provider"),
    SENDS_NO_LENGTH("the_length_of_an_answer_arrives"),
    WRITES_ASCII("every_script_and_sign_of_a_prompt_arrives", "every_script_and_sign_arrives_in_a_batch"),
    QUOTES_NOTHING("a_prompt_that_looks_like_json_is_text"),
    TRIMS_PROMPTS("blanks_and_line_ends_around_a_prompt_stay"),
    CUTS_LARGE_PROMPTS("a_large_prompt_arrives_whole"),
    CRASHES_ON_HALF_PAIRS("half_a_surrogate_pair_does_not_crash_the_caller"),
    CRASHES_ON_EMPTY_PROMPTS("an_empty_prompt_does_not_crash_the_caller"),
    SENDS_THE_KEY_IN_THE_ADDRESS("the_key_goes_in_a_header_if_anywhere"),

    REFUSES_NOTHING(
            "a_schema_arrives_or_is_refused",
            "a_prefill_arrives_or_is_refused",
            "what_is_not_supported_is_refused_before_a_batch_is_sent"),
    FORGETS_THE_SCHEMA("a_schema_arrives_or_is_refused"),
    SENDS_A_SCHEMA_IN_PLACE_OF_INSTRUCTIONS("a_schema_takes_nothing_from_the_prompt"),
    JUDGES_ANSWERS("an_answer_is_handed_on_whether_or_not_it_keeps_to_the_schema"),
    FORGETS_THE_PREFILL("a_prefill_arrives_or_is_refused"),
    REPEATS_THE_PREFILL("an_answer_does_not_repeat_the_prefill"),
    LEAVES_OUT_WHAT_IS_SHARED(
            "a_hint_at_a_cache_takes_nothing_from_the_prompt",
            "a_hint_that_all_of_a_prompt_is_shared_takes_nothing_from_it"),
    LEARNS_WHAT_IT_CAN("what_a_model_can_do_stays_the_same"),

    RETRIES(
            "too_many_requests_may_pass_and_no_time_is_made_up",
            "an_error_of_the_provider_may_pass",
            "a_connection_that_is_reset_may_hold_next_time"),
    ALL_ERRORS_ARE_FINAL(
            "too_many_requests_may_pass_and_no_time_is_made_up",
            "too_many_requests_without_json_are_known_by_their_status",
            "an_error_of_the_provider_may_pass",
            "a_provider_that_is_not_to_be_had_may_come_back",
            "a_provider_that_is_overloaded_may_recover",
            "an_error_of_a_machine_in_between_may_pass",
            "an_error_without_a_body_is_known_by_its_status",
            "a_prompt_that_is_too_long_is_told_from_a_bad_request",
            "an_empty_account_is_told_from_a_rate_limit",
            "a_batch_that_is_refused_for_want_of_time_may_be_taken_later"),
    ALL_ERRORS_MAY_PASS(
            "a_wrong_key_will_stay_wrong",
            "a_key_that_may_not_do_this_never_will",
            "a_model_that_is_not_known_is_a_bad_request",
            "a_request_that_is_not_understood_is_a_bad_one",
            "a_batch_with_a_wrong_key_is_not_taken"),
    TELLS_NO_TIME_TO_WAIT(
            "too_many_requests_tell_the_seconds_to_wait",
            "too_many_requests_tell_the_date_to_wait_for_as_a_duration",
            "a_provider_that_is_not_to_be_had_may_tell_when_it_is"),
    TRUSTS_TIMES_TO_WAIT(
            "a_date_that_has_passed_is_no_wait",
            "a_time_to_wait_that_is_none_is_passed_over",
            "a_time_to_wait_beyond_all_numbers_does_not_crash_the_caller"),
    ANSWERS_WITH_A_REFUSAL("a_refusal_is_no_answer", "a_refusal_in_a_batch_is_no_answer"),
    FOLLOWS_REDIRECTS("a_redirect_is_not_followed"),
    TRUSTS_ANSWERS(
            "an_answer_without_a_body_is_malformed",
            "an_answer_that_was_cut_off_on_its_way_is_malformed",
            "an_answer_that_is_no_json_is_malformed",
            "an_answer_that_is_other_json_is_malformed",
            "an_answer_with_nothing_in_it_is_malformed",
            "an_answer_with_fields_of_other_names_is_malformed",
            "an_answer_with_something_else_for_a_text_is_malformed",
            "answers_that_were_cut_off_are_never_answers"),
    BLANKS_OTHER_TYPES("an_answer_with_something_else_for_a_text_is_malformed"),
    BREAKS_FOR_GOOD(
            "an_error_does_not_end_the_use_of_a_model",
            "a_connection_that_broke_does_not_end_the_use_of_a_model",
            "an_interrupt_does_not_end_the_use_of_a_model"),

    BROKEN_CONNECTIONS_ARE_FINAL(
            "a_provider_that_is_not_there_may_come_back",
            "a_connection_that_is_reset_may_hold_next_time",
            "a_connection_that_is_closed_without_an_answer_may_hold_next_time",
            "a_connection_that_breaks_within_the_answer_may_hold_next_time"),
    TIME_OUTS_ARE_BROKEN_CONNECTIONS(
            "a_provider_that_says_nothing_is_given_up",
            "a_provider_that_stops_within_the_answer_is_given_up",
            "a_provider_that_sends_byte_by_byte_is_given_up_when_the_whole_takes_too_long"),
    LEAVES_CONNECTIONS_OPEN(
            "a_provider_that_says_nothing_is_given_up", "an_interrupt_ends_a_call_that_waits_for_an_answer"),
    SWALLOWS_INTERRUPTS(
            "an_interrupt_ends_a_call_that_waits_for_an_answer",
            "an_interrupt_ends_a_call_within_an_answer",
            "a_thread_that_is_interrupted_already_gets_no_answer",
            "an_interrupt_ends_the_submission_of_a_batch"),

    TELLS_BODIES("an_error_of_the_provider_may_pass", "a_request_that_failed_does_not_take_the_others_along"),
    TELLS_CAUSES("an_answer_that_is_no_json_is_malformed"),
    TELLS_THE_ADDRESS("a_provider_that_is_not_there_may_come_back"),
    CHANGES_ITS_NAME("a_model_has_a_name_that_stays"),
    HAS_ONE_NAME_FOR_ALL("two_models_have_two_names"),
    IS_NAMED_AFTER_ITS_ADDRESS("a_name_holds_no_secret_and_no_address"),
    PRINTS_ITS_KEY("a_model_prints_no_secret_and_no_address"),
    LOGS_PROMPTS("nothing_that_is_logged_or_printed_holds_text_key_or_address"),
    PRINTS_ANSWERS("nothing_that_is_logged_or_printed_holds_text_key_or_address"),
    NAMES_THREADS("no_thread_is_named_after_what_it_does"),

    CALLS_ONE_AT_A_TIME("calls_at_once_are_in_flight_at_once_and_each_gets_its_own_answer"),
    GIVES_ALL_THE_FIRST_ANSWER(
            "calls_at_once_are_in_flight_at_once_and_each_gets_its_own_answer",
            "the_same_prompt_is_asked_again_and_not_remembered"),
    REMEMBERS_PROMPTS("a_call_knows_nothing_of_the_one_before"),

    KEYS_OF_ITS_OWN("every_request_of_a_batch_arrives_under_its_key"),
    BATCHES_ARE_ALWAYS_DONE(
            "a_batch_is_as_far_as_the_provider_says",
            "a_batch_that_the_provider_does_not_know_is_lost",
            "a_batch_that_is_not_done_cannot_be_collected",
            "a_provider_that_breaks_down_while_it_is_asked_how_far_it_is_has_lost_nothing"),
    COLLECTS_NOTHING(
            "a_batch_that_the_provider_does_not_know_cannot_be_collected",
            "every_answer_comes_back_under_its_key_whatever_the_order",
            "answers_that_break_off_are_not_taken_for_all"),
    ANSWERS_BY_ORDER("every_answer_comes_back_under_its_key_whatever_the_order"),
    ALL_OR_NOTHING("a_request_that_failed_does_not_take_the_others_along"),
    MAKES_UP_ANSWERS("a_key_that_the_provider_lost_is_missing"),
    KEEPS_BATCHES_IN_MEMORY("a_batch_can_be_collected_again_and_by_another_process"),
    CANCELS_THE_FIRST("batches_that_are_given_up_are_cancelled"),
    PUTS_THE_KEY_INTO_THE_ID("the_id_of_a_batch_holds_no_secret"),
    TAKES_ANY_BATCH("a_batch_of_none_or_too_many_or_with_another_key_is_an_error_of_the_caller"),
    TAKES_ANY_ID("an_id_that_leads_elsewhere_is_not_followed");

    /** Immutable, which the type does not say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> foundOutBy;

    Flaw(String... foundOutBy) {
        this.foundOutBy = List.of(foundOutBy);
    }

    List<String> foundOutBy() {
        return foundOutBy;
    }
}
