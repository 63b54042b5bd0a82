-- People may keep several of one kind, each under a name: two passkeys, say. Of a kind of which there is one, all share the
-- place '' and a new one takes over the old one's row; of the others each has its own place, its id.
alter table factors add column name text;
alter table factors add column place text not null default '';

drop index factors_user;
create unique index factors_place on factors (user_id, type, place);
