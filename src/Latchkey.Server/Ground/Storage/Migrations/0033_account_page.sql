-- What people may do to their own accounts, as an administrator decides.
alter table orgs add column deletes_accounts bigint not null default 0;
alter table orgs add column editable_profile text not null default 'firstName lastName displayName nickName preferredLanguage';

-- Of a sign-in, who: people see their own on their account page. No other event has one, so the index is small.
alter table log_records add column person text not null default '';
create index log_records_person on log_records (org_id, person, id) where person <> '';
