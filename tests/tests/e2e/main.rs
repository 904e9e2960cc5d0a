//! The whole stack, as people meet it: the server's own program, its sockets, its files.

mod accepted_means_kept;
mod agent;
mod backup_and_loss;
mod bad_input;
mod command_line;
mod coordinators;
mod editors_come_and_go;
mod hardened;
mod hostile_server;
mod keys_and_time;
mod letter_and_answer;
mod liveness;
mod looks;
mod memory;
mod no_oracle;
mod onion;
mod onion_keys;
mod onion_way;
mod onion_wounded;
mod pages;
mod sending;
mod silence;
mod start;
mod taken_back;
mod tidy;
mod walk_through;
