-- The Admin Console. It is an app of each org, made by the server itself, under a name of its own; ordinary apps have none.

alter table apps add column system_name text;
create unique index apps_system on apps (org_id, system_name) where system_name is not null;

-- Who works in it, in which browser.
create table console_sessions (
  token_hash text primary key,           -- of the cookie
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  sid text not null,                     -- what the sign-in calls the session that this one ends with: session_apps.sid
  client_id text not null,
  amr text not null,
  authenticated_at bigint not null,
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null
);
create index console_sessions_expires on console_sessions (expires_at);
create index console_sessions_user on console_sessions (user_id);
