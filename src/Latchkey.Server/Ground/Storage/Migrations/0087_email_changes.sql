-- A person's next address, until it is proven: a code goes there, and another one to the address they have, unless something better proves them.
create table email_changes (
  id text primary key,                   -- hash of what the browser holds
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  email text not null,
  old_key text not null,                 -- the address it takes the place of
  new_mac text,                          -- null: nobody has that code, since the address is somebody's
  old_mac text,                          -- null: none was asked for
  attempts bigint not null default 0,
  used_at bigint,
  works_until bigint not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index email_changes_user on email_changes (user_id, created_at);
create index email_changes_expires on email_changes (expires_at);
