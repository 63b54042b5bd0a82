-- Several brands of an org: beside its own there are others, for apps and domains. What was kept until now belongs to its own, whose id is made of the org's.
create table brands_kept (
  org_id text not null references orgs (id),
  brand_id text not null,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (org_id, brand_id)
);
insert into brands_kept (org_id, brand_id, document, created_at, updated_at)
  select org_id, 'bnd' || substr(org_id, 4), document, updated_at, updated_at from brands;
drop table brands;
alter table brands_kept rename to brands;

create table brand_pictures (
  org_id text not null references orgs (id),
  brand_id text not null,
  kind text not null,                    -- logo, favicon or background
  name text not null,
  content_type text not null,
  content text not null,                 -- base64
  created_at bigint not null,
  primary key (org_id, brand_id, kind)
);
create index brand_pictures_name on brand_pictures (org_id, name);
insert into brand_pictures (org_id, brand_id, kind, name, content_type, content, created_at)
  select org_id, 'bnd' || substr(org_id, 4), kind, name, content_type, content, created_at from brand_images;
drop table brand_images;

create table brand_pages_kept (
  org_id text not null references orgs (id),
  brand_id text not null,
  page text not null,                    -- sign-in, error or sign-out
  state text not null,                   -- customized or preview
  document text not null,
  updated_at bigint not null,
  primary key (org_id, brand_id, page, state)
);
insert into brand_pages_kept (org_id, brand_id, page, state, document, updated_at)
  select org_id, 'bnd' || substr(org_id, 4), page, state, document, updated_at from brand_pages;
drop table brand_pages;
alter table brand_pages_kept rename to brand_pages;

-- Pictures of apps, by which people know them.
create table app_logos (
  app_id text not null primary key references apps (id) on delete cascade,
  org_id text not null references orgs (id),
  name text not null,
  content_type text not null,
  content text not null,                 -- base64
  created_at bigint not null
);
create index app_logos_name on app_logos (org_id, name);
