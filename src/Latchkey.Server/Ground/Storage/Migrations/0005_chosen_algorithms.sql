-- ES256 is published and used where an administrator chose it, for a server or for an app; until now every server had keys of it.
alter table apps add column elliptic bigint not null default 0;        -- something is signed for it with ES256, by an administrator's choice
update apps set elliptic = 1 where document like '%"id_token_signed_response_alg":"ES256"%' or document like '%"userinfo_signed_response_alg":"ES256"%' or document like '%"profile":"fapi2"%';
create index apps_elliptic on apps (org_id) where elliptic = 1;

delete from signing_keys where algorithm = 'ES256' and server_id <> 'internal'
  and not exists (select 1 from apps where apps.org_id = signing_keys.org_id and apps.elliptic = 1)
  and not exists (select 1 from authorization_servers server where server.org_id = signing_keys.org_id and server.id = signing_keys.server_id and server.signing_algorithm = 'ES256');

-- When a JWT without a jti was first shown: it may be shown again for a moment.
alter table spent_jwts add column spent_at bigint not null default 0;
