-- What administrators want to be told of by mail: by themselves, or by a role. Who said nothing is told nothing.
create table subscriptions (
  org_id text not null references orgs (id),
  subscriber text not null,              -- a person, a standard role or a custom one
  type text not null,
  subscribed bigint not null,
  updated_at bigint not null,
  primary key (org_id, subscriber, type)
);
create index subscriptions_type on subscriptions (org_id, type) where subscribed = 1;
-- How many notices of a type went out since when: somebody who locks accounts one after another fills no mailbox.
create table notice_counts (
  org_id text not null references orgs (id),
  type text not null,
  since bigint not null,
  told bigint not null,
  primary key (org_id, type)
);
