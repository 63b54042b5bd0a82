-- Whose kind of factor it is, as whoever enrolled it said: GOOGLE or OKTA.
alter table factors add column provider text not null default 'OKTA';
update factors set provider = 'GOOGLE' where type = 'token:software:totp';

alter table authn_transactions add column factor_id text;            -- the one that is being asked for

-- Sessions from before were given to browsers in a cookie that a neighbouring host can plant. They end like all others.
alter table sessions add column bare_cookie bigint not null default 1;

alter table orgs add column persistent_sessions bigint not null default 0;     -- browsers keep the session cookie when they are closed
