-- The few who are.
create index users_administrators on users (org_id, id) where is_admin = 1;
