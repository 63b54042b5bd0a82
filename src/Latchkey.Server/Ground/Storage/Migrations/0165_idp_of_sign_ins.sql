-- The provider that vouched for who signed in; null: the org knows them itself.
alter table sessions add column idp_id text;
alter table authorization_codes add column idp_id text;
alter table refresh_families add column idp_id text;
alter table device_secrets add column idp_id text;
alter table decoupled_requests add column idp_id text;
alter table interclient_tokens add column idp_id text;
alter table phone_sign_ins add column idp_id text;
-- The password was right, and will have had its time soon: a new one comes first, or later.
alter table idx_transactions add column ends_soon bigint not null default 0;
