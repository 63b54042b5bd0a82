-- Addresses under one name, for the rules of policies or to be kept out.

create table zones (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  usage text not null,                   -- POLICY or BLOCKLIST
  status text not null,
  gateways text not null,                -- JSON: networks and ranges of addresses
  proxies text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index zones_name on zones (org_id, name_key);

-- Policies of an org. What every org has from the start has a row once somebody changed it.

create table org_policies (
  id text primary key,
  org_id text not null references orgs (id),
  type text not null,
  name text not null,
  priority bigint not null,
  status text not null,
  is_system bigint not null default 0,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index org_policies_org on org_policies (org_id, type);

create table org_policy_rules (
  id text primary key,
  org_id text not null,
  policy_id text not null references org_policies (id) on delete cascade,
  name text not null,
  priority bigint not null,
  status text not null,
  is_system bigint not null default 0,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index org_policy_rules_org on org_policy_rules (org_id);
create index org_policy_rules_policy on org_policy_rules (policy_id);

-- Those an app names; null: the one that every org has.
alter table apps add column access_policy_id text;
alter table apps add column enrollment_policy_id text;
create index apps_access_policy on apps (access_policy_id) where access_policy_id is not null;
create index apps_enrollment_policy on apps (enrollment_policy_id) where enrollment_policy_id is not null;
