-- Where else people prove who they are: other OpenID providers, each of one org.
create table identity_providers (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  name_key folded_text not null,
  type text not null,
  status text not null,
  upstream text not null,                -- JSON: where it is, and as which client it is asked, without the secret
  rules text not null,                   -- JSON: whom it lets in
  sealed_secret text,                    -- the client's secret, or the private key that signs it
  created_at bigint not null,
  updated_at bigint not null
);
create unique index identity_providers_name on identity_providers (org_id, name_key);

-- Who somebody is there: by the provider's own name for them, which never changes hands.
create table linked_identities (
  id text primary key,
  org_id text not null,
  idp_id text not null references identity_providers (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  external_id text not null,
  profile text not null,                 -- JSON: the claims it last said of them
  sealed_tokens text,                    -- what it handed out, where somebody wants that kept
  created_at bigint not null,
  updated_at bigint not null
);
create unique index linked_identities_external on linked_identities (idp_id, external_id);
create unique index linked_identities_user on linked_identities (idp_id, user_id);
create index linked_identities_of on linked_identities (user_id);

-- A person has been sent there and is awaited back, once, in the same browser.
create table upstream_requests (
  hash text primary key,                 -- of the state
  org_id text not null,
  idp_id text not null references identity_providers (id) on delete cascade,
  browser text not null,                 -- hash of what tells this browser from others
  sealed_request text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index upstream_requests_idp on upstream_requests (idp_id);
create index upstream_requests_expires on upstream_requests (expires_at);
