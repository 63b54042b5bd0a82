-- Attributes that an administrator adds to profiles, and what they change of those that every org has. `owner` is whose
-- profiles have them: 'user', 'group', or the id of an app.
create table schema_properties (
  org_id text not null references orgs (id),
  owner text not null,
  name text not null,
  document text not null,                -- JSON: type, limits and all, as it is answered
  leaving bigint not null default 0,     -- taken away, and some people still have a value of it
  created_at bigint not null,
  updated_at bigint not null,
  primary key (org_id, owner, name)
);

-- What people have in attributes that not every org has, in the form it is compared in: a list has a row for each item.
create table user_values (
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  name text not null,
  value_key folded_text not null,
  primary key (user_id, name, value_key)
);
create index user_values_value on user_values (org_id, name, value_key, user_id);
