-- When an app last got tokens, to the day: written once a day for each.
create table app_uses (
  org_id text not null,
  app_id text not null references apps (id) on delete cascade,
  used_at bigint not null,
  primary key (org_id, app_id)
);
create index app_uses_app on app_uses (app_id);

-- How many people have each kind of factor.
create index factors_org on factors (org_id, type) where status = 'ACTIVE';

-- Questions to the log that an administrator asks again.
create table saved_searches (
  id text primary key,
  org_id text not null references orgs (id),
  user_id text not null references users (id) on delete cascade,
  name text not null,
  query text not null,
  created_at bigint not null
);
create index saved_searches_user on saved_searches (user_id, id);
create index saved_searches_org on saved_searches (org_id);
