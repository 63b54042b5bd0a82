-- An org's own words for the mails of one of its brands, by language. Of each mail that has some, one is for every other language.
create table mail_words (
  id text primary key,
  org_id text not null references orgs (id),
  brand_id text not null,
  template text not null,
  language text not null,
  language_key text not null,            -- in small letters
  is_default bigint not null,
  subject text not null,
  body text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index mail_words_language on mail_words (org_id, brand_id, template, language_key);
create unique index mail_words_default on mail_words (org_id, brand_id, template) where is_default = 1;

-- Whom a mail that only tells something goes to; without a row, to everybody.
create table mail_recipients (
  org_id text not null references orgs (id),
  brand_id text not null,
  template text not null,
  recipients text not null,              -- ALL_USERS, ADMINS_ONLY or NO_USERS
  primary key (org_id, brand_id, template)
);
