-- Wrong answers to recovery questions: counted by person, whichever door they came to.
create table recovery_tries (
  user_id text primary key references users (id) on delete cascade,
  attempts bigint not null,
  expires_at bigint not null
);
create index recovery_tries_expires on recovery_tries (expires_at);
