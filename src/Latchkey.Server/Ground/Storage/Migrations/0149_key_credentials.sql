-- Key pairs that this server holds for an app: with a certificate, or waiting for one that somebody else signs.
create table key_credentials (
  id text primary key,
  org_id text not null references orgs (id),
  app_id text not null references apps (id) on delete cascade,
  kid text not null,
  public_jwk text not null,
  sealed_private_key text not null,
  request text,                          -- PKCS #10 in base64, until its certificate has come
  certificate text,                      -- X.509 in base64
  valid_until bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index key_credentials_app on key_credentials (app_id, kid);
create index key_credentials_kid on key_credentials (org_id, kid);
