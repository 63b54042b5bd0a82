-- Roles that an org makes: a name and what it permits.
create table custom_roles (
  id text primary key,
  org_id text not null references orgs (id),
  label text not null,
  label_key folded_text not null,
  description text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index custom_roles_label on custom_roles (org_id, label_key);

create table role_permissions (
  role_id text not null references custom_roles (id) on delete cascade,
  permission text not null,
  created_at bigint not null,
  primary key (role_id, permission)
);

-- What such a role is for.
create table resource_sets (
  id text primary key,
  org_id text not null references orgs (id),
  label text not null,
  label_key folded_text not null,
  description text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index resource_sets_label on resource_sets (org_id, label_key);

create table resource_set_resources (
  id text primary key,
  set_id text not null references resource_sets (id) on delete cascade,
  kind text not null,
  target text not null,                  -- an id, or empty: all of the kind
  created_at bigint not null
);
create unique index resource_set_resources_target on resource_set_resources (set_id, kind, target);

-- Who has a role. That somebody is SUPER_ADMIN by themselves stands in users.is_admin.
create table role_assignments (
  id text primary key,
  org_id text not null references orgs (id),
  assignee_id text not null,             -- one of the three
  user_id text references users (id) on delete cascade,
  group_id text references groups (id) on delete cascade,
  app_id text references apps (id) on delete cascade,
  type text not null,
  role_id text not null,                 -- of CUSTOM alone; else empty
  set_id text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index role_assignments_once on role_assignments (assignee_id, type, role_id, set_id);
create index role_assignments_org on role_assignments (org_id, id);
create index role_assignments_user on role_assignments (user_id);
create index role_assignments_group on role_assignments (group_id);
create index role_assignments_app on role_assignments (app_id);

-- What a standard role is for, where that is not everything.
create table role_targets (
  assignment_id text not null references role_assignments (id) on delete cascade,
  kind text not null,
  target text not null,
  created_at bigint not null,
  primary key (assignment_id, kind, target)
);
