-- Senders of an org's own, by brand. One counts once the DNS of its domain said that it is the org's.
create table email_domains (
  id text primary key,
  org_id text not null references orgs (id),
  brand_id text not null,
  domain text not null,
  display_name text not null,
  user_name text not null,
  proof text not null,                   -- what the DNS has to say
  verified_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index email_domains_brand on email_domains (org_id, brand_id);
