-- A passkey is a factor whose key its owner's device keeps. `credential_id` is what the device knows it by, `credential` what is
-- known of it (public key, domain, …) as JSON, and `last_step` its signature counter. `challenge` is what a program was told to
-- have a device answer: while it is being set up, or tried.
alter table factors add column credential_id text;
alter table factors add column credential text;
alter table factors add column challenge text;
alter table factors add column last_used_at bigint;
create unique index factors_credential on factors (org_id, credential_id);

alter table authn_transactions add column challenge text;

-- Challenges of our own pages travel sealed in the pages; here are those that have been answered.
create table spent_challenges (
  challenge_hash text primary key,
  expires_at bigint not null
);
create index spent_challenges_end on spent_challenges (expires_at);
