-- What an administrator added to the profiles of groups, and the values by which groups are found.
alter table groups add column profile text not null default '{}';
create table group_values (
  org_id text not null references orgs (id),
  group_id text not null references groups (id) on delete cascade,
  name text not null,
  value_key folded_text not null,
  primary key (group_id, name, value_key)
);
create index group_values_value on group_values (org_id, name, value_key, group_id);
