-- Mail servers of an org's own. One at most is on: its mail goes out by that instead of the operator's relay.
create table email_servers (
  id text primary key,
  org_id text not null references orgs (id),
  alias text not null,
  host text not null,
  port bigint not null,
  username text not null,
  sealed_password text not null,
  enabled bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index email_servers_org on email_servers (org_id, id);
create unique index email_servers_enabled on email_servers (org_id) where enabled = 1;
