-- What a request costs does not depend on how much there is.

-- The system log: compact, and in the order in which it is read. What was written before stays in log_events for as long as it is kept.
create table log_records (
  org_id text not null,
  id folded_text not null,               -- sorts by when it was published
  published_at bigint not null,
  event_type text not null,
  record text not null,                  -- what Okta's document is made of when it is read
  primary key (org_id, id)
);
create index log_records_type on log_records (org_id, event_type, published_at, id);

-- Another mark, and everything the app held is void: no row of what it held is touched.
alter table apps add column grants_mark text not null default '';
alter table refresh_families add column app_mark text not null default '';      -- the app's when the family began

-- In the order in which an app's families are listed.
drop index refresh_families_client;
create index refresh_families_client on refresh_families (client_id, id);

-- Every use of a family or a session moves its end. When it is next looked at is moved by the sweep alone, so that a use touches no index.
alter table refresh_families add column sweep_at bigint not null default 0;
drop index refresh_families_expires;
create index refresh_families_sweep on refresh_families (sweep_at);
alter table sessions add column sweep_at bigint not null default 0;
drop index sessions_expires;
create index sessions_sweep on sessions (sweep_at);

-- Those that can still be redeemed, so that a person's can be ended.
create index authorization_codes_user on authorization_codes (user_id) where redeemed_at is null;
