//! Who comes by another name than the onion address is told so, and can't type anything; pages say who is behind them.

use std::process::Command;

use estafette_tests::http::Answer;
use estafette_tests::named::{ADDRESS, MARK, MIRROR, asks, by, named};
use estafette_tests::source::{Source, content_type};
use estafette_tests::stack::{Plan, Stack, program};

/// The page that says where one is, without anything to fill in.
fn is_told(answer: &Answer) -> bool {
    let page = answer.text();
    let is_bare = !["<form", "<input", "<textarea", "<button"].iter().any(|banned| page.contains(banned));
    answer.status == 403 && is_bare && page.contains(&format!("http://{ADDRESS}/"))
}

#[test]
fn by_the_onion_address_everything_is_there() {
    let stack = named();
    for host in [
        ADDRESS,
        &ADDRESS.to_uppercase(),
        &format!("{ADDRESS}:80"),
        &format!("www.{ADDRESS}."),
        "localhost",
        "127.0.0.1:8080",
    ] {
        for path in ["/fr/", "/fr/replies", "/fr/write/bruxelles/tip"] {
            let page = by(&stack, host, path);
            assert_eq!(page.status, 200, "{host} {path}");
            assert_eq!(page.header("onion-location"), None, "{host} {path}");
        }
    }
}

#[test]
fn by_any_other_name_there_is_no_form() {
    let stack = named();
    for host in [
        "example.org",
        &format!("{ADDRESS}.ws"),
        "xn--onion-fsa.example",
        "192.0.2.1",
        "[2001:db8::1]:80",
        "5jfgyy7ctrjavpxvkb5rglwf7gkuo5vox27hxescd3vgsfcg2iwfmxqd.onion",
    ] {
        for path in
            ["/", "/fr/", "/fr/how", "/fr/replies", "/fr/write/bruxelles/tip", "/nowhere", "/v1/roster"]
        {
            let page = by(&stack, host, path);
            assert!(is_told(&page), "{host} {path}: {} {}", page.status, page.text());
            assert!(!page.text().contains("example.org") && page.header("onion-location").is_none());
        }
        for path in ["/fr/replies", "/fr/write/bruxelles/tip"] {
            let headers = [("Host", host), ("Content-Type", &*content_type()), ("Content-Length", "0")];
            assert!(is_told(&asks(&stack, "POST", path, &headers)), "{host} {path}");
        }
    }
    assert!(is_told(&asks(&stack, "GET", "/fr/", &[("Host", ADDRESS), ("X-Tor2web", "encrypted")])));
    assert!(is_told(&asks(&stack, "GET", "/fr/", &[("Host", ADDRESS), ("X-Forwarded-Host", "example.org")])));
    assert!(is_told(&asks(&stack, "GET", "/fr/replies", &[])), "no browser leaves the host out");
}

#[test]
fn it_is_said_in_the_visitors_language() {
    let stack = named();
    let english = by(&stack, "example.org", "/en/replies").text();
    assert!(english.contains("Write nothing here") && english.contains("<html lang=\"en\""), "{english}");
    let headers = [("Host", "example.org"), ("Accept-Language", "en-GB,en;q=0.5")];
    assert!(asks(&stack, "GET", "/", &headers).text().contains("Write nothing here"));
    assert!(by(&stack, "example.org", "/").text().contains("N’écrivez rien ici"));
    // What its words are, in English.
    assert!(english.contains("when clinic isolate race brother deliver"));
}

#[test]
fn the_mirror_leads_to_the_address_and_takes_nothing() {
    let stack = named();
    for path in ["/fr/", "/fr/how?x=1", "/fr/write/bruxelles"] {
        let page = by(&stack, "Contact.example.org:443", path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("onion-location"), Some(&*format!("http://{ADDRESS}{path}")));
        assert!(!page.text().contains("<form"), "{path}");
    }
    for path in ["/fr/replies", "/en/write/bruxelles/tip", "/v1/roster"] {
        let page = by(&stack, MIRROR, path);
        assert!(is_told(&page), "{path}");
        assert_eq!(page.header("onion-location"), Some(&*format!("http://{ADDRESS}{path}")));
    }
}

#[test]
fn pages_say_who_is_behind_them() {
    let stack = named();
    let page = by(&stack, ADDRESS, "/en/").text();
    for said in [
        "<a class=\"name\" href=\"/en/\">Contre-courant</a>",
        "Who is behind this page?",
        "<path d=\"M1 1h7v7z\"></path>",
        "<p lang=\"fr\" dir=\"auto\">Depuis 2010.</p>",
        "2gzyxa5i hm7nsggf xnu52rck 2vv4rvmd lkiu3zzu i5du4xyc len53wid",
        "when clinic isolate race brother deliver",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn a_section_shows_its_own_site_to_be_compared_and_not_followed() {
    let site = "https://xn--brssel-4ya.example/fr/";
    let mut stack = Stack::prepare(&Plan::default());
    let roster = stack.signed(|body| body.sections[0].site = Some(site.parse().expect("a site")));
    stack.write("roster.toml", &roster.text);
    stack.write("roster.asc", &roster.signatures[0]);
    stack.run();
    let source = Source::new(stack.source_socket());
    for (language, said, why) in [
        ("fr", "Le site de cette section", "Ce n’est pas un lien"),
        ("en", "The site of this section", "It is not a link"),
        ("nl", "De site van deze sectie", "Het is geen link"),
        ("de", "Die Website dieser Sektion", "Sie ist kein Link"),
        ("it", "Il sito di questa sezione", "Non è un link"),
        ("es", "El sitio de esta sección", "No es un enlace"),
        ("tr", "Bu grubun sitesi", "Bağlantı değildir"),
        ("ar", "موقع هذه المجموعة", "ليس رابطًا"),
        ("ku", "Malpera vê şaxê", "Ew ne lînk e"),
    ] {
        let page = source.fetch(&format!("/{language}/write/bruxelles")).text();
        let shown = format!("<code class=\"text\" dir=\"ltr\">{site}</code>");
        assert!(page.contains(&shown) && page.contains(said) && page.contains(why), "{page}");
        assert_eq!(page.matches("xn--brssel-4ya").count(), 1, "nothing leads there: {page}");
        let other = source.fetch(&format!("/{language}/write/geneve")).text();
        assert!(!other.contains(said) && !other.contains(why), "{other}");
    }
    stack.stop();
    stack.write("roster.toml", &roster.text.replace(site, "https://anna@bruxelles.example/"));
    let mut command = Command::new(program("estafette-server"));
    command.args(["check-config", "--config"]).arg(stack.path("server.toml"));
    let output = command.output().expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.code() == Some(3) && said.contains("`site`"), "{said}");
}

#[test]
fn who_says_nothing_of_themselves_is_asked_by_any_name() {
    let stack = Stack::start();
    let page = by(&stack, "example.org", "/fr/write/bruxelles/tip");
    assert_eq!(page.status, 200);
    let landing = by(&stack, "example.org", "/en/").text();
    assert!(landing.contains(">Estafette</a>") && !landing.contains("Who is behind this page"));
}

#[test]
fn a_leaflet_is_made_of_the_configuration() {
    let stack = named();
    let make = |more: &[&str]| {
        let mut command = Command::new(program("estafette-server"));
        command.args(["leaflet", "--config"]).arg(stack.path("server.toml")).args(more);
        let output = command.output().expect("the program runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let sheet = stack.path("leaflet.svg").display().to_string();
    assert_eq!(make(&["--as", "a6", "--output", &sheet]), (Some(0), String::new()));
    assert!(std::fs::read_to_string(&sheet).expect("text").contains("Contre-courant"));
    let (code, said) = make(&["--as", "a6", "--output", &sheet]);
    assert!(code == Some(1) && said.contains("name a new file"), "{said}");
    let block = stack.path("block.html").display().to_string();
    let section = ["--language", "en", "--section", "bruxelles", "--as", "block", "--output", &*block];
    assert_eq!(make(&section), (Some(0), String::new()));
    let text = std::fs::read_to_string(&block).expect("text");
    assert!(text.contains(&format!("href=\"http://{ADDRESS}/en/write/bruxelles\"")), "{text}");
    let (code, said) = make(&["--section", "nowhere", "--as", "page", "--output", &block]);
    assert!(code == Some(1) && said.contains("--section bruxelles"), "{said}");
    let (code, said) = make(&["--language", "xx", "--as", "page", "--output", &block]);
    assert!(code == Some(1) && said.contains("--language fr"), "{said}");
}

#[test]
fn a_mark_with_a_script_is_refused_by_check_config() {
    let mut stack = named();
    stack.stop();
    stack.write("mark.svg", &MARK.replace("<path", "<script/><path"));
    let mut command = Command::new(program("estafette-server"));
    command.args(["check-config", "--config"]).arg(stack.path("server.toml"));
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(3) && said.contains("<script>") && said.contains("[C1]"), "{said}");
    assert!(!stack.runs());
}
