-- People are found by their type, in the order of lists.
create index users_type on users (org_id, type_id, id);
