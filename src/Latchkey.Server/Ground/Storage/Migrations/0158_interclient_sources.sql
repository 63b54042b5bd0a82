-- The access token that an interclient token came of: it opens nothing once that, its app or the trust in it has ended. Threats rows 4 and 6.
alter table interclient_tokens add column source_id text;
alter table interclient_tokens add column source_jti text;
alter table interclient_tokens add column source_issued_at bigint not null default 0;
