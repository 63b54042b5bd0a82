-- A browser waits for a phone on which somebody is signed in: the picture it shows leads there, and the number is typed there.

alter table orgs add column phone_sign_in bigint not null default 0;             -- 1: offered on the first page

create table phone_sign_ins (
  id text primary key,                   -- hash of what the browser holds
  code_hash text not null,               -- of what the picture says
  org_id text not null,
  number text not null,
  app text,                              -- what waits for it; null: the org's own page
  ip text,
  user_agent text not null,
  state text not null,                   -- WAITING, APPROVED, REFUSED, USED
  user_id text references users (id) on delete cascade,
  era bigint not null default 0,
  amr text not null default '',
  proven_at bigint,
  created_at bigint not null,
  works_until bigint not null,
  expires_at bigint not null
);
create unique index phone_sign_ins_code on phone_sign_ins (code_hash);
create index phone_sign_ins_user on phone_sign_ins (user_id);
create index phone_sign_ins_expires on phone_sign_ins (expires_at);
