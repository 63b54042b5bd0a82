-- Collectors of an org's own that its log is sent to, and how far each has come: the log itself is the queue.
create table log_streams (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  type text not null,
  status text not null,
  settings text not null,                -- JSON: host and edition, without its token
  sealed_token text not null,
  published_at bigint not null,          -- after this moment and, within it, this event
  event_id text not null,
  failures bigint not null default 0,    -- in a row
  problem text,                          -- the last of them
  due_at bigint not null,                -- when it is tried again
  leased_until bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index log_streams_name on log_streams (org_id, name_key);
create index log_streams_due on log_streams (due_at) where status = 'ACTIVE';
