-- People are found by every attribute of a profile, and not only by those that an administrator added. What they had before is filed by
-- whichever server has time, some people at a time.
create table value_fills (
  org_id text primary key references orgs (id),
  reached text not null                  -- of those whose values have been filed, the last
);
insert into value_fills (org_id, reached) select id, '' from orgs;
insert into outbox (id, kind, org_id, recipient, payload, created_at, due_at, expires_at)
select 'value-fill ' || id, 'value-fill', id, id, id, 0, 0, 253402300000000 from orgs;
