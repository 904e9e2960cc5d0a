//! The program as it is typed: help, mistakes and flows without a network, as data in `tests/cmd/`.

#[test]
fn cmd() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("HOME", "/nonexistent")
        .case("tests/cmd/*.trycmd");
}
