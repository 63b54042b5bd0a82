-- Makers' devices by the id that each says of itself (AAGUID): what FIDO's metadata say of them, under no org, and those that
-- an org knows beside. Read whole.
create table device_models (
  org_id text not null,
  aaguid text not null,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (org_id, aaguid)
);

-- What an org asks of the passkeys of its people.
create table passkey_rules (
  org_id text primary key references orgs (id),
  document text not null,
  updated_at bigint not null
);
