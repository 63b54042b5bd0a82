-- People who come all at once, from a file: what it says, and what became of each line.
create table imports (
  id text primary key,
  org_id text not null references orgs (id),
  user_id text not null,                 -- who brought it
  file_name text not null,
  columns text not null,                 -- JSON: what its first line calls them
  mapping text not null,                 -- JSON: the attribute that each column goes to; empty: none
  existing text not null,                -- KEEP or UPDATE: what is done with people who are there already
  beginning text not null,               -- MAIL or LATER: how new accounts begin
  status text not null,                  -- DRAFT, RUNNING or DONE
  total bigint not null,
  created bigint not null default 0,
  changed bigint not null default 0,
  same bigint not null default 0,
  refused bigint not null default 0,
  created_at bigint not null,
  finished_at bigint,
  expires_at bigint not null
);
create index imports_org on imports (org_id, id);
create index imports_expires on imports (expires_at);

create table import_rows (
  import_id text not null references imports (id) on delete cascade,
  number bigint not null,                -- the line of the file
  cells text not null,                   -- JSON
  outcome text,                          -- CREATED, CHANGED, SAME, REFUSED; null: not yet
  reason text,
  primary key (import_id, number)
);
create index import_rows_outcome on import_rows (import_id, outcome, number);
