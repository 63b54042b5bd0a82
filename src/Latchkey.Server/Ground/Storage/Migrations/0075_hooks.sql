-- Key pairs with which this server proves itself to the authorization servers of those who receive its hooks.
create table hook_keys (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  kid text not null,
  public_jwk text not null,
  sealed_private_key text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index hook_keys_name on hook_keys (org_id, name_key);
create unique index hook_keys_kid on hook_keys (org_id, kid);

-- Services of a customer that are asked while somebody waits.
create table inline_hooks (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  type text not null,
  version text not null,
  status text not null,
  channel text not null,                 -- JSON: where it is and how it is called, without its secret
  sealed_secret text,                    -- the value of its header, or the secret of its client
  hook_key_id text references hook_keys (id),
  created_at bigint not null,
  updated_at bigint not null
);
create unique index inline_hooks_name on inline_hooks (org_id, name_key);
create index inline_hooks_key on inline_hooks (hook_key_id);

-- Services of a customer that are told of what stands in the log.
create table event_hooks (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  description text,
  status text not null,
  verified bigint not null default 0,
  events text not null,                  -- JSON: the event types it is told of
  channel text not null,
  sealed_secret text,
  created_at bigint not null,
  created_by text not null,
  updated_at bigint not null
);
create unique index event_hooks_name on event_hooks (org_id, name_key);
