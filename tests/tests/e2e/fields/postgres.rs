//! The same day on a PostgreSQL: what its tables hold, what stands in each row beside the columns, what PostgreSQL notes by itself, and what a
//! server that has no database in its data folder leaves there.

use std::io::Write;

use estafette_tests::http;
use estafette_tests::inventory::{Value, files, postgres};
use estafette_tests::postgres::Cluster;
use estafette_tests::source::{Form, content_type};

use super::day::Day;

/// Places that such a day shows whole. An editor's machine and sites are the same with either engine.
const WHOLE: [&str; 6] =
    ["database or backup:", "PostgreSQL:", "server:", "pages:", "sources' API:", "editors' API:"];
/// More than a piece.
const LARGE: usize = 500_000;

impl Day {
    /// Something is arriving, of which some pieces are stored, when the plug is pulled.
    fn ends_in_the_middle(&mut self, cluster: &Cluster, database: &str) {
        let form = Form::filled(&self.web().nonce(), "À moitié");
        let form = form.file("film.bin", "application/octet-stream", &vec![7; LARGE]);
        let (mut stream, content_type) = (http::connect(&self.stack.source_socket()), content_type());
        let headers = [("Content-Type", content_type.as_str())];
        http::write_head(&mut stream, "POST", "/fr/write/bruxelles/tip", &headers, 9_000_000);
        stream.write_all(&form.unended()).expect("it is sent");
        while cluster.ask(database, "SELECT count(*) FROM estafette.arriving").trim() == "0" {
            std::thread::yield_now();
        }
        self.stack.kill();
    }

    fn database(&mut self, cluster: &Cluster, database: &str) {
        for (table, column, value) in postgres::values(cluster, database) {
            self.inventory.see(&format!("database or backup: {table}"), &column, &value);
        }
        self.inventory.see_all("PostgreSQL: what it notes by itself", postgres::noted(cluster, database));
        self.inventory.see_all("server: data folder", files::below(self.stack.data(), ""));
        let said = self.stack.said();
        let lines = said.lines().map(|line| ("a line".to_owned(), Value::Text(line.to_owned())));
        self.inventory.see_all("server: what it says", lines);
    }
}

#[test]
fn no_field_is_in_a_postgresql_that_the_list_lacks_or_is_finer_than_it_says() {
    let cluster = Cluster::new("fields");
    let database = cluster.make_database();
    let mut day = Day::played(Some(cluster.url(&database)));
    day.stack.run_the_day_after(&cluster, &database);
    // What those two give each other stays when the first one's plug is pulled.
    let _others = [day.stack.beside(), day.stack.beside()];
    day.ends_in_the_middle(&cluster, &database);
    day.database(&cluster, &database);
    let faults = day.inventory.faults(&WHOLE);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
