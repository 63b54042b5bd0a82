-- What lists of people and groups may be sorted by.
create index users_created on users (org_id, created_at, id);
create index users_updated on users (org_id, updated_at, id);
create index groups_created on groups (org_id, created_at, id);
create index groups_updated on groups (org_id, updated_at, id);
create index groups_members_changed on groups (org_id, members_changed_at, id);
