-- A sign-in in an app's own pages, as clients of the Identity Engine walk it.
create table idx_transactions (
  hash text primary key,                 -- of the interaction handle
  org_id text not null,
  server_id text not null,               -- '' for the org's own server
  parameters text not null,              -- of the authorization request
  user_id text references users (id) on delete cascade,     -- null until somebody has said who they are
  era bigint not null default 0,
  amr text not null default '',
  proven_at bigint,
  factor_at bigint,
  remember bigint not null default 0,
  new_password bigint not null default 0,                   -- the old one was right, and has expired
  kind text,                             -- of the authenticator that is being asked for, or set up
  factor_id text,
  challenge text,
  version bigint not null default 0,     -- of two answers to one document one counts
  created_at bigint not null,
  expires_at bigint not null
);
create index idx_transactions_user on idx_transactions (user_id);
create index idx_transactions_expires on idx_transactions (expires_at);

alter table authorization_codes add column interaction bigint not null default 0;      -- 1: for the grant interaction_code alone
