-- Apps that say which programs on phones they are, so that all of an org are found at once.
alter table apps add column phones bigint not null default 0;
create index apps_phones on apps (org_id) where phones = 1;

-- What an org adds to the files at /.well-known by which phones and browsers know who belongs to it.
create table well_known_files (
  org_id text not null references orgs (id),
  brand_id text not null,
  name text not null,                    -- assetlinks.json, apple-app-site-association or webauthn
  document text not null,
  updated_at bigint not null,
  primary key (org_id, brand_id, name)
);
