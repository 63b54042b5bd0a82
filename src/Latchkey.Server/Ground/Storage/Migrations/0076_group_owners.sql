-- Who looks after a group: a person, or another group. owner_id is one of both.
create table group_owners (
  org_id text not null references orgs (id),
  group_id text not null references groups (id) on delete cascade,
  owner_id text not null,
  user_id text references users (id) on delete cascade,
  owner_group_id text references groups (id) on delete cascade,
  created_at bigint not null,
  primary key (group_id, owner_id)
);
create index group_owners_user on group_owners (user_id);
create index group_owners_group on group_owners (owner_group_id);
