-- Pages of an org's own, as they are shown and as they are being written.
create table brand_pages (
  org_id text not null references orgs (id),
  page text not null,                    -- sign-in, error or sign-out
  state text not null,                   -- customized or preview
  document text not null,
  updated_at bigint not null,
  primary key (org_id, page, state)
);
