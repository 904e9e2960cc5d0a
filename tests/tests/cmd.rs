//! The editors' program as it is typed: help, mistakes and flows without a network, as data in `client/tests/cmd/`.

#[test]
fn cmd() {
    trycmd::TestCases::new()
        .register_bin("estafette", estafette_tests::stack::program("estafette"))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("HOME", "/nonexistent")
        .case("../client/tests/cmd/*.trycmd");
}
