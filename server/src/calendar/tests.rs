use super::*;

/// 2026-11-20, 12:00 UTC.
const NOON: i64 = 1_795_176_000;
const DAY_SECONDS: i64 = 86_400;
const FAR: i32 = 400;

fn day(from_first: i32) -> Day {
    day_of(NOON).plus_days(from_first)
}

fn days(count: i32) -> i64 {
    i64::from(count) * DAY_SECONDS
}

/// A calendar of a server that believed this day when it stopped, at this machine's clock.
fn started(believed: Day, clock: &MachineClock) -> Calendar {
    Calendar::new(clock.clone(), Some(CalendarState { believed, agreed: None, doubted: None }))
}

fn is_right(calendar: &Calendar) -> bool {
    calendar.standing() == Standing::Right
}

#[test]
fn it_goes_with_a_clock_that_goes_as_days_do() {
    let clock = MachineClock::at(NOON);
    let calendar = Calendar::new(clock.clone(), None);
    for passed in 0..100 {
        assert!(is_right(&calendar));
        assert_eq!(calendar.state().believed, day(passed));
        clock.pass(DAY_SECONDS);
    }
    // Set right by an hour, over midnight and back, it is still right, and the day does not go back.
    clock.set(day(100).to_unix_seconds());
    assert_eq!((calendar.standing(), calendar.state().believed), (Standing::Right, day(100)));
    clock.set(day(100).to_unix_seconds() - 3_600);
    assert_eq!((calendar.standing(), calendar.state().believed), (Standing::Right, day(100)));
}

#[test]
fn a_start_after_a_weekend_is_a_small_step_and_one_after_a_month_is_none() {
    for (off, believed) in
        [(0, true), (1, true), (3, true), (4, false), (40, false), (-1, true), (-2, false), (-700, false)]
    {
        let calendar = started(day(0), &MachineClock::at(NOON + days(off)));
        assert_eq!(is_right(&calendar), believed, "{off} days");
        let expected = if believed { day(off.max(0)) } else { day(0) };
        assert_eq!(calendar.state().believed, expected, "{off} days");
    }
}

#[test]
fn small_steps_do_not_add_up_while_it_runs() {
    let clock = MachineClock::at(NOON);
    let calendar = Calendar::new(clock.clone(), None);
    for step in 1..=30 {
        clock.set(NOON + days(step));
        assert_eq!(is_right(&calendar), step <= 3, "{step}");
    }
    assert_eq!(calendar.state().believed, day(3));
}

#[test]
fn a_clock_that_jumps_while_it_runs_is_not_believed_and_days_go_on() {
    for jump in [40, -700] {
        let clock = MachineClock::at(NOON);
        let calendar = Calendar::new(clock.clone(), None);
        clock.pass(days(2));
        assert!(is_right(&calendar));
        clock.set(NOON + days(2 + jump));
        assert!(!is_right(&calendar));
        assert_eq!(day_of(calendar.now()), day(2));
        clock.pass(days(3));
        assert_eq!((day_of(calendar.now()), calendar.state().believed), (day(5), day(5)));
        assert_eq!(calendar.state().doubted, Some(day(2)));
        assert_eq!(calendar.settled(), None);
        // Mended, it is believed at once.
        clock.set(NOON + days(5));
        assert_eq!((calendar.standing(), calendar.state().doubted), (Standing::Right, None));
    }
}

#[test]
fn a_restart_does_not_make_a_wrong_clock_right() {
    let clock = MachineClock::at(NOON + days(40));
    let mut kept = CalendarState { believed: day(0), agreed: Some(day(0)), doubted: None };
    for _ in 0..50 {
        let calendar = Calendar::new(clock.clone(), Some(kept));
        assert!(!is_right(&calendar));
        kept = calendar.state();
    }
    assert_eq!(kept, CalendarState { believed: day(0), agreed: Some(day(0)), doubted: Some(day(0)) });
}

#[test]
fn a_machine_that_slept_is_believed_once_an_editor_says_the_same() {
    let clock = MachineClock::at(NOON + days(60));
    let calendar = started(day(0), &clock);
    clock.pass(days(2));
    assert_eq!(day_of(calendar.now()), day(2));
    assert_eq!(calendar.hear(day(61), day(FAR)), Some(Redating { from: day(0), to: day(62) }));
    assert!(is_right(&calendar));
    assert_eq!(calendar.state(), CalendarState { believed: day(62), agreed: Some(day(61)), doubted: None });
    clock.pass(days(1));
    assert_eq!((calendar.standing(), calendar.state().believed), (Standing::Right, day(63)));
}

#[test]
fn a_wrong_day_that_was_believed_is_left_again() {
    let clock = MachineClock::at(NOON + days(40));
    let calendar = Calendar::new(clock.clone(), None);
    assert_eq!(calendar.state().believed, day(40));
    clock.set(NOON);
    assert!(!is_right(&calendar));
    assert_eq!(calendar.hear(day(0), day(FAR)), None, "nothing needs another day");
    assert_eq!(calendar.state(), CalendarState { believed: day(0), agreed: Some(day(0)), doubted: None });
}

#[test]
fn an_editor_alone_moves_nothing() {
    let clock = MachineClock::at(NOON);
    let calendar = Calendar::new(clock.clone(), None);
    for lie in [40, 2, -2, -700] {
        assert_eq!(calendar.hear(day(lie), day(FAR)), None);
        assert_eq!(
            calendar.state(),
            CalendarState { believed: day(0), agreed: None, doubted: None },
            "{lie}"
        );
    }
    assert_eq!(calendar.settled(), None);
    calendar.hear(day(1), day(FAR));
    assert_eq!(calendar.settled(), Some(day(0)), "of the two the earlier");
    // Nor with a clock that is wrong in another way.
    clock.set(NOON + days(40));
    for lie in [38, 42, -40] {
        calendar.hear(day(lie), day(FAR));
        assert!(!is_right(&calendar), "{lie}");
    }
    assert_eq!(day_of(calendar.now()), day(0));
}

#[test]
fn past_the_roster_no_two_clocks_are_believed() {
    let calendar = started(day(0), &MachineClock::at(NOON + days(40)));
    assert_eq!(calendar.hear(day(40), day(39)), None);
    assert!(!is_right(&calendar));
    assert_eq!(calendar.state().believed, day(0));
}

#[test]
fn a_clock_at_the_ends_of_time_stops_nobody() {
    for now in [0, i64::MIN, i64::MAX] {
        let calendar = started(day(0), &MachineClock::at(now));
        assert!(!is_right(&calendar));
        assert_eq!(calendar.state().believed, day(0));
    }
}
