-- Types of people beside the one that every org has by itself; of that one there is a row once it was called something else.
create table user_types (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key text not null,
  display_name text not null,
  description text not null,
  created_at bigint not null,
  created_by text not null,
  updated_at bigint not null,
  updated_by text not null
);
create unique index user_types_name on user_types (org_id, name_key);
-- Empty: the type that every org has, as whoever knows of no other writes it.
alter table users add column type_id text not null default '';
