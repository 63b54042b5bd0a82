-- Addresses of orgs' own. One is in use once its DNS said that it is the org's, and then it is nobody else's.
create table domains (
  id text not null primary key,
  org_id text not null references orgs (id),
  domain text not null,
  brand_id text not null,
  proof text not null,                   -- what its DNS has to say
  verified_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index domains_org on domains (org_id, domain);
create unique index domains_verified on domains (domain) where verified_at is not null;
