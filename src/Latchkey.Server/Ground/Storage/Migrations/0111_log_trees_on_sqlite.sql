-- SQLite keeps a table in one tree and its key in another. The log's rows stand in the order of their key themselves: each event is one tree less to write.
create table log_rows (
  org_id text not null,
  id text not null,
  published_at bigint not null,
  event_type text not null,
  record text not null,
  person text not null default '',
  primary key (org_id, id)
) without rowid;
insert into log_rows (org_id, id, published_at, event_type, record, person)
select org_id, id, published_at, event_type, record, person from log_records order by org_id, id;
drop table log_records;
alter table log_rows rename to log_records;
create index log_records_type on log_records (org_id, event_type, published_at, id);
create index log_records_person on log_records (org_id, person, id) where person <> '';
