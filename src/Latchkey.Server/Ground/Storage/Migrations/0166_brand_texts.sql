-- Texts of our pages that an org says in words of its own, by brand and language. What is not here is ours.
create table brand_texts (
  org_id text not null references orgs (id),
  brand_id text not null,
  language text not null,                -- the tag of one that we speak
  name text not null,                    -- of the text
  text text not null,
  updated_at bigint not null,
  primary key (org_id, brand_id, language, name)
);
