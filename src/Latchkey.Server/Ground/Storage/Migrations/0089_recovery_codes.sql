-- What people keep on paper for when they have nothing else at hand: each works once.
create table recovery_codes (
  user_id text not null references users (id) on delete cascade,
  mac text not null,
  created_at bigint not null,
  used_at bigint,
  primary key (user_id, mac)
);
