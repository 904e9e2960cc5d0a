//! Servers by a board that does what a database does, and what one does that somebody else has in hand.

use super::*;
use crate::store::Space;
use crate::token::Purpose;

const NOW: i64 = 1_795_176_000;
const FILE: &str = "a file that both servers have, and nobody else";

/// What the servers' tables hold.
#[derive(Default)]
struct Board {
    hellos: BTreeMap<ServerId, Vec<u8>>,
    /// By giver and taker: number, what, and the number that was taken.
    rows: BTreeMap<(ServerId, ServerId), (i64, Vec<u8>, i64)>,
}

impl Board {
    fn exchange(&mut self, me: ServerId, told: &Told) -> Vec<Peer> {
        for (giver, number) in &told.taken {
            if let Some(row) = self.rows.get_mut(&(*giver, me)).filter(|row| row.0 == *number) {
                row.2 = *number;
            }
        }
        for Given { to, number, sealed } in &told.given {
            self.rows.insert((me, *to), (*number, sealed.clone(), 0));
        }
        self.hellos.insert(me, told.hello.clone());
        let others = self.hellos.iter().filter(|(id, _)| **id != me);
        others
            .map(|(id, hello)| {
                let gives = self.rows.get(&(*id, me)).filter(|(number, _, taken)| number != taken);
                let gives = gives.map(|(number, sealed, _)| (*number, sealed.clone()));
                Peer {
                    id: *id,
                    hello: hello.clone(),
                    took: self.rows.get(&(me, *id)).map(|row| row.2),
                    gives,
                }
            })
            .collect()
    }
}

/// A server whose store is not asked.
struct Server {
    peers: Peers,
    tokens: Arc<TokenKeys>,
    clock: Clock,
    _folder: tempfile::TempDir,
}

impl Server {
    async fn new(id: ServerId, file: &str, now: i64) -> Self {
        let (folder, clock) = (tempfile::tempdir().expect("a folder"), Clock::at(now));
        let instance = InstanceId::from_bytes([7; 16]);
        let data = folder.path().join("data");
        let space = Space::of(folder.path(), crate::store::Floors { files: 0, text: 0 });
        let store = Store::open(&data, instance, space, clock.clone()).await.expect("a store");
        let tokens = || Arc::new(TokenKeys::new(Random::System, now));
        let tokens = [tokens(), tokens()];
        let key = ServersKey::new(&Secret::new(file.to_owned()), instance);
        let peers = Peers::among(id, store, (key, tokens.clone()), clock.clone(), Random::System);
        let [tokens, _] = tokens;
        Self { peers, tokens, clock, _folder: folder }
    }

    async fn round(&mut self, board: &mut Board) -> bool {
        let peers = board.exchange(self.peers.id, &self.peers.told);
        self.peers.meet_all(peers).await
    }

    fn now(&self) -> i64 {
        self.clock.now()
    }

    fn form(&self) -> String {
        self.tokens.seal(Purpose::Form, &Random::System.bytes::<16>(), self.now())
    }

    /// What a form's codename is made of, if the form opens here.
    fn codename(&self, form: &str) -> Option<[u8; 32]> {
        self.tokens.open(Purpose::Form, form, self.now()).ok().map(|form| *form.derive(labels::FORM_CODENAME))
    }

    /// Says whether the codename may be shown.
    fn answer(&self, form: &str) -> bool {
        let form = self.tokens.open(Purpose::Form, form, self.now()).expect("it opens");
        self.tokens.answered(&form, self.now())
    }

    /// What the page of the codename carries.
    fn shown(&self, form: &str) -> String {
        let form = self.tokens.open(Purpose::Form, form, self.now()).expect("it opens");
        self.tokens.seal_shown(&form, self.now())
    }
}

/// Some seconds pass at both.
async fn pass(board: &mut Board, servers: &mut [Server]) {
    for _ in 0..4 {
        for server in servers.iter_mut() {
            server.round(board).await;
        }
    }
}

async fn two(file: &str, now: i64) -> (Board, [Server; 2]) {
    (Board::default(), [Server::new(1, FILE, NOW).await, Server::new(2, file, now).await])
}

#[tokio::test]
async fn a_form_of_one_is_the_same_form_at_the_other_though_their_clocks_are_a_day_apart() {
    let (mut board, mut servers) = two(FILE, NOW + 86_400).await;
    let forms = servers.each_ref().map(Server::form);
    pass(&mut board, &mut servers).await;
    for form in &forms {
        let [one, other] = servers.each_ref().map(|server| server.codename(form));
        assert!(one.is_some() && one == other);
    }
    // It has all, and says so; nothing more is given.
    assert!(servers[0].round(&mut board).await);
    assert!(board.rows.values().all(|(number, _, taken)| number == taken));
    // What the other makes from now on opens as well, and what was made long ago does not.
    let [one, other] = &servers;
    assert!(one.codename(&other.form()).is_some());
    let old = other.tokens.seal(Purpose::Form, &[1; 16], other.now() - Purpose::Form.lifetime() - 1);
    assert_eq!(one.codename(&old), None);
    let challenge = other.tokens.seal(Purpose::Challenge, b"anna", other.now());
    assert!(
        one.tokens.open(Purpose::Challenge, &challenge, one.now()).is_err(),
        "it counts where it was given"
    );
}

#[tokio::test]
async fn a_form_that_was_answered_anywhere_is_erased_everywhere_an_hour_later() {
    let (mut board, mut servers) = two(FILE, NOW).await;
    let (answered, other) = (servers[0].form(), servers[0].form());
    pass(&mut board, &mut servers).await;
    servers[1].answer(&answered);
    pass(&mut board, &mut servers).await;
    let third = Server::new(3, FILE, NOW).await;
    let [first, second] = servers;
    let mut servers = [first, second, third];
    pass(&mut board, &mut servers).await;
    assert!(
        servers.iter().all(|server| server.codename(&answered).is_some()),
        "who lost the answer gets it again"
    );
    for server in &servers {
        server.tokens.rotate(NOW + 3_601);
        assert!(server.codename(&answered).is_none() && server.codename(&other).is_some());
    }
    // And whoever comes after that is given nothing that derives it.
    let [first, second, third] = servers;
    let mut servers = [first, second, third, Server::new(4, FILE, NOW).await];
    pass(&mut board, &mut servers).await;
    assert!(servers[3].codename(&answered).is_none() && servers[3].codename(&other).is_some());
}

#[tokio::test]
async fn a_page_that_was_left_at_one_server_is_shown_by_none() {
    // The other server was told of the answer, or was not yet.
    for is_told in [true, false] {
        let (mut board, mut servers) = two(FILE, NOW + 86_400).await;
        let (form, stays) = (servers[0].form(), servers[0].form());
        pass(&mut board, &mut servers).await;
        assert!(servers[0].answer(&form) && servers[0].answer(&stays));
        if is_told {
            pass(&mut board, &mut servers).await;
        }
        let shown = servers[0].shown(&form);
        let [_, other] = &servers;
        other.tokens.left(&shown, other.now());
        assert!(!other.answer(&form) && other.answer(&stays));
        pass(&mut board, &mut servers).await;
        assert!(!servers[0].answer(&form) && servers[0].answer(&stays));
        // And by none that comes later.
        let [first, second] = servers;
        let mut servers = [first, second, Server::new(3, FILE, NOW).await];
        pass(&mut board, &mut servers).await;
        assert!(!servers[2].answer(&form) && servers[2].answer(&stays));
    }
}

#[tokio::test]
async fn a_server_that_is_gone_leaves_its_forms_until_its_keys_are_a_day_old() {
    let (mut board, mut servers) = two(FILE, NOW).await;
    let form = servers[0].form();
    pass(&mut board, &mut servers).await;
    let [_, other] = servers;
    // One that starts in its place, or beside the others, has them from those.
    board.hellos.remove(&1);
    board.rows.retain(|(giver, taker), _| *giver != 1 && *taker != 1);
    let mut servers = [other, Server::new(3, FILE, NOW - 50_000).await];
    pass(&mut board, &mut servers).await;
    let codenames = servers.each_ref().map(|server| server.codename(&form));
    assert!(codenames[0].is_some() && codenames[0] == codenames[1]);
    let [other, _] = servers;
    let longest = 2 * Purpose::Form.lifetime();
    other.tokens.rotate(NOW + longest);
    assert!(other.codename(&form).is_some());
    other.tokens.rotate(NOW + longest + 1);
    assert!(other.codename(&form).is_none());
}

#[tokio::test]
async fn keys_that_move_on_follow_and_a_database_that_lost_its_memory_costs_nothing() {
    let (mut board, mut servers) = two(FILE, NOW).await;
    pass(&mut board, &mut servers).await;
    // A replica takes over: such tables are empty there. Keys move on in that moment.
    board = Board::default();
    servers[0].tokens.rotate(NOW - 1);
    pass(&mut board, &mut servers).await;
    let form = servers[0].form();
    assert!(servers[1].codename(&form).is_some());
}

#[tokio::test]
async fn whoever_lacks_the_file_gets_no_key_and_gives_none() {
    let (mut board, mut servers) = two("another file of as many characters as are needed", NOW).await;
    pass(&mut board, &mut servers).await;
    assert!(!servers[0].round(&mut board).await, "and it is said");
    assert!(board.rows.is_empty());
    let form = servers[0].form();
    assert!(servers[1].codename(&form).is_none());
}

#[tokio::test]
async fn what_the_database_shows_again_or_elsewhere_is_not_taken() {
    let (mut board, mut servers) = two(FILE, NOW).await;
    servers[0].round(&mut board).await;
    servers[1].round(&mut board).await;
    servers[0].round(&mut board).await;
    servers[0].round(&mut board).await;
    let first = board.rows.get(&(1, 2)).expect("it gave").1.clone();
    pass(&mut board, &mut servers).await;
    let form = servers[0].form();
    servers[1].tokens.rotate(NOW + 2 * Purpose::Form.lifetime() + 1);
    assert!(servers[1].codename(&form).is_none());
    // Its keys would be young again.
    for number in [1, 2, 9] {
        board.rows.insert((1, 2), (number, first.clone(), 0));
        servers[1].round(&mut board).await;
        assert!(servers[1].codename(&form).is_none(), "{number}");
    }
    // In another's name, to itself, cut off, changed, or nothing at all.
    let third = Server::new(3, FILE, NOW).await;
    let mut servers = [third];
    let mut wrong = vec![Vec::new(), first.clone(), first[..first.len() - 1].to_vec()];
    wrong.extend((0..first.len()).step_by(97).map(|at| {
        let mut changed = first.clone();
        changed[at] ^= 1;
        changed
    }));
    for wrong in wrong {
        board.rows.insert((1, 3), (1, wrong, 0));
        servers[0].round(&mut board).await;
        assert!(servers[0].codename(&form).is_none());
    }
}

#[test]
fn the_text_of_the_file_counts_without_what_an_editor_adds_to_its_end() {
    let instance = |number| InstanceId::from_bytes([number; 16]);
    let key = |text: &str, of| ServersKey::new(&Secret::new(text.to_owned()), instance(of)).hello;
    assert_eq!(key(FILE, 1), key(&format!("{FILE}\n"), 1));
    assert_ne!(key(FILE, 1), key(FILE, 2));
}
