-- When a lock ends, as the policy said when it began; null of one from before: after a quarter of an hour.
alter table users add column unlocks_at bigint;

-- Passwords from before, where a policy does not let people choose them again.
create table password_history (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  password_hash text not null,
  replaced_at bigint not null
);
create index password_history_user on password_history (user_id, replaced_at);
