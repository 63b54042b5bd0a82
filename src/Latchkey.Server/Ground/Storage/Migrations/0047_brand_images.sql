-- Pictures that an org brought along: one of each kind. Their addresses carry the digest of their content.
create table brand_images (
  org_id text not null references orgs (id),
  kind text not null,                    -- logo, favicon or background
  name text not null,
  content_type text not null,
  content text not null,                 -- base64
  created_at bigint not null,
  primary key (org_id, kind)
);
create index brand_images_name on brand_images (org_id, name);
