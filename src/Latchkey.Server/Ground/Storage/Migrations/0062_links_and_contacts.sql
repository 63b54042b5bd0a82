-- Relations between people, as an administrator defines them: each has one of the first kind, and may be that of many.
create table link_definitions (
  org_id text not null references orgs (id),
  primary_name text not null,
  associated_name text not null,
  document text not null,                -- JSON: both sides with title and description
  created_at bigint not null,
  primary key (org_id, primary_name)
);
create unique index link_definitions_associated on link_definitions (org_id, associated_name);

create table people_links (
  org_id text not null,
  primary_name text not null,
  associated_id text not null references users (id) on delete cascade,
  primary_id text not null references users (id) on delete cascade,
  created_at bigint not null,
  primary key (associated_id, primary_name),
  foreign key (org_id, primary_name) references link_definitions (org_id, primary_name) on delete cascade
);
create index people_links_primary on people_links (primary_id, primary_name, associated_id);
create index people_links_definition on people_links (org_id, primary_name);

-- What a person answers when the password is gone.
alter table users add column recovery_question text;
alter table users add column recovery_answer_hash text;

-- Whom to turn to about an org, and what else it says of itself.
create table org_contacts (
  org_id text not null references orgs (id),
  type text not null,
  user_id text not null references users (id) on delete cascade,
  primary key (org_id, type)
);
create index org_contacts_user on org_contacts (user_id);
alter table orgs add column about text not null default '{}';
