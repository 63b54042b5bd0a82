-- What a person has proven or been handed belongs to an era of their account. When all of it ends, the next era begins.
alter table users add column era bigint not null default 0;
alter table authn_transactions add column era bigint not null default 0;
alter table revocations add column era bigint;                 -- of a person: what was issued in an earlier one is void

alter table one_time_links add column mailed_to folded_text;   -- whoever uses it reads mail there; null: it was handed out another way
alter table one_time_links add column flow text;               -- sealed: the sign-in that was waiting when it was asked for

alter table orgs add column recovers_passwords bigint not null default 1;

create index device_secrets_client on device_secrets (client_id);

-- Whoever counts rows before adding one takes a turn here first, so that two never count the same.
create forgetful table turns (
  subject text primary key,
  expires_at bigint not null
);
create index turns_expires on turns (expires_at);

-- Passwords tried for names that nobody has: kept so that they cost what others do.
create table unknown_sign_ins (
  subject text primary key,              -- hash of the org and the name
  attempts bigint not null,
  expires_at bigint not null
);
create index unknown_sign_ins_expires on unknown_sign_ins (expires_at);
