-- One org at the base address. Where several servers started together over an empty database and each made one, the fullest stays; the others keep
-- what they hold at an address of their own.
update orgs set subdomain = 'spare-' || lower(id)
where subdomain is null and id <> (
  select home.id from orgs home where home.subdomain is null
  order by (select count(*) from users where users.org_id = home.id) desc, (select count(*) from apps where apps.org_id = home.id) desc, home.claimed_at is null, home.created_at, home.id
  limit 1
);
create unique index orgs_address on orgs ((coalesce(subdomain, '')));

-- What the database knows of itself: its id, a value that only its master key opens, the sealed set-up token.
create table database_marks (
  name text primary key,
  value text not null
);
