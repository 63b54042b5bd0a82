-- Who registered an app: null for an administrator, 'anybody' where it registered itself, otherwise the id of the app that did.
alter table apps add column registered_by text;
update apps set registered_by = 'anybody' where id in (select client_id from client_registrations);

-- The newest generation of which something was seen in use, and when the ones before the current were handed out
-- (milliseconds, newest first, as far back as a leeway reaches): what a repeat is judged by.
alter table refresh_families add column received_generation bigint not null default 0;
alter table refresh_families add column earlier_rotations text not null default '';

-- Whose tokens an authorization server takes in exchange, besides its own.
create table trusted_servers (
  org_id text not null,
  server_id text not null,               -- the one that trusts
  trusted_id text not null,
  created_at bigint not null,
  primary key (org_id, server_id, trusted_id),
  foreign key (org_id, server_id) references authorization_servers (org_id, id) on delete cascade,
  foreign key (org_id, trusted_id) references authorization_servers (org_id, id) on delete cascade
);
create index trusted_servers_trusted on trusted_servers (org_id, trusted_id);
