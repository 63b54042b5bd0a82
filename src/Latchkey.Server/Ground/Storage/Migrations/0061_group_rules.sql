-- Rules that put people into groups by what stands in their profiles.
create table group_rules (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  status text not null,                  -- ACTIVE or INACTIVE
  expression text not null,
  group_ids text not null,               -- JSON
  excluded text not null,                -- JSON: ids of people it does not touch
  run bigint not null default 0,         -- how often it was switched on: what an earlier time began goes no further
  reached text,                          -- of those it is applied to, the last; null: it has been applied to all
  created_at bigint not null,
  updated_at bigint not null
);
create unique index group_rules_name on group_rules (org_id, name_key);

-- Whom they put there. Somebody may be in a group by several rules, and by hand as well.
create table rule_members (
  rule_id text not null references group_rules (id) on delete cascade,
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  primary key (user_id, rule_id, group_id)
);
create index rule_members_group on rule_members (group_id, user_id);
create index rule_members_rule on rule_members (rule_id);

-- In a group by rules alone.
alter table group_members add column by_rule bigint not null default 0;
