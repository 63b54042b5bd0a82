-- Times are milliseconds since 1970 UTC, booleans 0 or 1, documents JSON, secrets hashed or sealed.
-- folded_text is text that is compared byte by byte whatever the database's collation: prefixes are looked up as ranges.
-- A forgetful table may be empty after a crash of the database, and a write to it waits for no disk.

create table orgs (
  id text primary key,
  subdomain text unique,                 -- null: the org at the configured base address
  name text not null,
  status text not null,
  allows_sign_up bigint not null default 0,
  claimed_at bigint,                     -- null: the first to register becomes its administrator
  open_client_registration bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null
);

create table registrations (
  token_hash text primary key,           -- what `register` polls with
  org_id text not null,
  sealed_answer text not null,           -- domain, API token and welcome link, for the one who registered
  created_at bigint not null,
  expires_at bigint not null
);
create index registrations_expires on registrations (expires_at);

create table users (
  id text primary key,
  org_id text not null references orgs (id),
  status text not null,
  login text not null,
  login_key folded_text not null,               -- canonical form: Unicode NFKC, case folded
  short_login_key folded_text not null,         -- the part before the @
  email text not null,
  email_key folded_text not null,
  first_name_key folded_text not null,
  last_name_key folded_text not null,
  profile text not null,                 -- JSON, every profile attribute
  password_hash text,
  password_changed_at bigint,
  failed_attempts bigint not null default 0,
  failed_codes bigint not null default 0,       -- wrong second factors since the last right one: a right password does not clear them
  code_tried_at bigint,
  locked_at bigint,
  email_verified bigint not null default 0,
  is_admin bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null,
  activated_at bigint,
  status_changed_at bigint,
  last_login_at bigint
);
create unique index users_login on users (org_id, login_key);
create index users_short_login on users (org_id, short_login_key);
create index users_email on users (org_id, email_key);
create index users_first_name on users (org_id, first_name_key);
create index users_last_name on users (org_id, last_name_key);
create index users_page on users (org_id, id);
create index users_status on users (org_id, status, id);
create index users_locked on users (org_id, locked_at) where locked_at is not null;

create table groups (
  id text primary key,
  org_id text not null references orgs (id),
  type text not null,                    -- BUILT_IN (Everyone: membership is implied), OKTA_GROUP, APP_GROUP
  name text not null,
  name_key folded_text not null,
  description text,
  created_at bigint not null,
  updated_at bigint not null,
  members_changed_at bigint not null
);
create index groups_page on groups (org_id, id);
create unique index groups_name on groups (org_id, name_key);

create table group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  created_at bigint not null,
  primary key (group_id, user_id)
);
create index group_members_user on group_members (user_id);

create table apps (
  id text primary key,                   -- also the client_id
  org_id text not null references orgs (id),
  label text not null,
  label_key folded_text not null,
  status text not null,
  application_type text not null,
  sealed_secret text,
  document text not null,                -- JSON: everything the management API stores and gives back
  created_at bigint not null,
  updated_at bigint not null
);
create index apps_label on apps (org_id, label_key);
create index apps_page on apps (org_id, id);

create table app_users (
  app_id text not null references apps (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  user_name text not null,
  profile text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (app_id, user_id)
);
create index app_users_user on app_users (user_id);

create table app_groups (
  app_id text not null references apps (id) on delete cascade,
  group_id text not null references groups (id) on delete cascade,
  priority bigint not null,
  profile text not null,
  updated_at bigint not null,
  primary key (app_id, group_id)
);
create index app_groups_group on app_groups (group_id);

create table authorization_servers (
  org_id text not null references orgs (id),
  id text not null,                      -- the literal 'default', or aus…
  name text not null,
  description text not null,
  audience text not null,
  issuer_mode text not null,
  status text not null,
  signing_algorithm text not null,       -- RS256 or ES256
  rotation_mode text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (org_id, id)
);

create table scopes (
  id text primary key,
  org_id text not null,
  server_id text not null,
  name text not null,
  document text not null,
  foreign key (org_id, server_id) references authorization_servers (org_id, id) on delete cascade
);
create unique index scopes_name on scopes (org_id, server_id, name);

create table claims (
  id text primary key,
  org_id text not null,
  server_id text not null,
  name text not null,
  claim_type text not null,              -- IDENTITY or RESOURCE
  document text not null,
  foreign key (org_id, server_id) references authorization_servers (org_id, id) on delete cascade
);
create unique index claims_name on claims (org_id, server_id, name, claim_type);

create table access_policies (
  id text primary key,
  org_id text not null,
  server_id text not null,
  priority bigint not null,
  status text not null,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null,
  foreign key (org_id, server_id) references authorization_servers (org_id, id) on delete cascade
);
create index access_policies_server on access_policies (org_id, server_id);

create table access_policy_rules (
  id text primary key,
  policy_id text not null references access_policies (id) on delete cascade,
  priority bigint not null,
  status text not null,
  document text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index access_policy_rules_policy on access_policy_rules (policy_id);

create table signing_keys (
  kid text primary key,
  org_id text not null references orgs (id),
  server_id text not null,               -- '' for the org's own server
  algorithm text not null,
  status text not null,                  -- NEXT, ACTIVE, EXPIRED
  public_jwk text not null,
  sealed_private_key text not null,
  created_at bigint not null,
  activated_at bigint,
  retired_at bigint,
  expires_at bigint                      -- when the last token it signed has ended
);
create index signing_keys_server on signing_keys (org_id, server_id);

-- Two requests may both find no key and make one; one of them is kept.
create unique index signing_keys_active on signing_keys (org_id, server_id, algorithm) where status = 'ACTIVE';
create unique index signing_keys_next on signing_keys (org_id, server_id, algorithm) where status = 'NEXT';
create index signing_keys_expires on signing_keys (expires_at);

create table sessions (
  id text primary key,
  org_id text not null,
  token_hash text not null unique,       -- of the cookie
  user_id text not null references users (id) on delete cascade,
  amr text not null,
  authenticated_at bigint not null,
  second_factor_at bigint,
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  user_agent text not null,
  ip text not null
);
create index sessions_user on sessions (user_id);
create index sessions_expires on sessions (expires_at);

create table authorization_codes (
  hash text primary key,
  org_id text not null,
  server_id text not null,               -- '' for the org's own server
  client_id text not null,
  user_id text not null,
  session_id text not null,
  grant_id text not null,
  redirect_uri text not null,
  scope text not null,
  claims text,                           -- single claims that were asked for by name
  nonce text,
  code_challenge text,
  key_thumbprint text,                   -- of the DPoP key it was asked for with; null: any key, or none
  amr text not null,
  acr text,
  authenticated_at bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  redeemed_at bigint
);
create index authorization_codes_expires on authorization_codes (expires_at);

create table refresh_families (
  id text primary key,                   -- oar…: one sign-in of one app on one device
  key_hash text not null unique,
  org_id text not null,
  server_id text not null,
  client_id text not null,
  user_id text not null,
  session_id text not null,
  grant_type text not null default 'authorization_code',   -- how it began: by which a refresh is judged
  scope text not null,
  claims text,                           -- single claims that were asked for by name
  amr text not null,
  acr text,
  authenticated_at bigint not null,
  device text not null,
  key_thumbprint text,                   -- of the DPoP key a public app's tokens are bound to
  generation bigint not null,
  rotated_at bigint not null,            -- when the current generation was first handed out
  created_at bigint not null,
  last_used_at bigint not null,
  idle_window_ms bigint not null,        -- 0: none
  ends_at bigint,                        -- absolute end; null: unlimited
  expires_at bigint not null,            -- the nearer of idle and absolute end
  revoked_at bigint,
  revoked_because text
);
create index refresh_families_user on refresh_families (user_id);
create index refresh_families_client on refresh_families (client_id);
create index refresh_families_expires on refresh_families (expires_at);

create table revocations (
  subject text primary key,              -- 'jti AT.…', 'grant oar…', 'user 00u…', 'app 0oa…'
  org_id text not null,
  revoked_at bigint not null,            -- tokens issued up to here are void
  expires_at bigint not null             -- no token it could concern lives longer
);
create index revocations_expires on revocations (expires_at);

create table api_tokens (
  id text primary key,
  org_id text not null references orgs (id),
  user_id text not null references users (id) on delete cascade,
  token_hash text not null unique,
  name text not null,
  created_at bigint not null,
  last_used_at bigint not null,
  expires_at bigint not null
);
create index api_tokens_org on api_tokens (org_id, created_at);
create index api_tokens_user on api_tokens (user_id);
create index api_tokens_expires on api_tokens (expires_at);

create table one_time_links (
  token_hash text primary key,
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  purpose text not null,                 -- welcome, reset_password
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index one_time_links_expires on one_time_links (expires_at);
create index one_time_links_user on one_time_links (user_id);

create table mails (
  id text primary key,
  org_id text not null,
  recipient text not null,
  subject text not null,
  sealed_letter text not null,           -- the words and the links: each may open an account
  created_at bigint not null,
  sent_at bigint,
  attempts bigint not null default 0,
  next_attempt_at bigint,
  expires_at bigint not null
);
create index mails_due on mails (next_attempt_at);
create index mails_expires on mails (expires_at);

create table log_events (
  id text primary key,
  org_id text not null,
  published_at bigint not null,
  event_type text not null,
  document text not null,
  expires_at bigint not null
);
create index log_events_page on log_events (org_id, published_at, id);
create index log_events_type on log_events (org_id, event_type, published_at, id);
create index log_events_expires on log_events (expires_at);

create table brands (
  org_id text primary key references orgs (id),
  document text not null,
  updated_at bigint not null
);

create table factors (
  id text primary key,
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  type text not null,                    -- token:software:totp, email
  status text not null,                  -- PENDING_ACTIVATION, ACTIVE
  sealed_secret text,
  last_step bigint not null default 0,   -- of the newest code that was used: it and the ones before it are spent
  created_at bigint not null,
  updated_at bigint not null,
  activated_at bigint
);
create unique index factors_user on factors (user_id, type);

create table mailed_codes (
  user_id text primary key references users (id) on delete cascade,
  mac text not null,                     -- six digits are too few for a digest without a key
  attempts bigint not null,
  works_until bigint not null,
  sent_at bigint not null,
  sends bigint not null,                 -- since window_at
  window_at bigint not null,
  expires_at bigint not null
);
create index mailed_codes_expires on mailed_codes (expires_at);

create table sign_ups (
  id text primary key,                   -- hash of what the browser holds
  org_id text not null,
  email_key folded_text not null,
  sealed_person text not null,           -- profile and password hash, until the address is proven
  mac text,                              -- null: the address has an account, and no code will do
  attempts bigint not null,
  works_until bigint not null,
  created_at bigint not null,
  used_at bigint,
  expires_at bigint not null
);
create index sign_ups_email on sign_ups (org_id, email_key, created_at);
create index sign_ups_expires on sign_ups (expires_at);

create table consents (
  id text primary key,                   -- oag…: what one person agreed that one app may have, scope by scope
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  client_id text not null references apps (id) on delete cascade,
  server_id text not null,               -- '' for the org's own server
  scope text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index consents_scope on consents (user_id, client_id, server_id, scope);
create index consents_client on consents (client_id);

create table answered_consents (
  ticket_hash text primary key,          -- of a consent page: it is answered once
  expires_at bigint not null
);
create index answered_consents_expires on answered_consents (expires_at);

-- Which apps a browser session signed in to, so that they can be told when it ends.
create table session_apps (
  sid text not null,                     -- what the app's ID tokens call the session: the one it was signed in with
  client_id text not null,
  server_id text not null,               -- '' for the org's own server
  session_id text not null,              -- the session that goes on in that browser, should the person have signed in anew
  org_id text not null,
  user_id text not null,
  notified bigint not null,              -- the app asked for a back-channel notice when it was signed in to
  created_at bigint not null,
  expires_at bigint not null,            -- no session lives longer
  primary key (sid, client_id, server_id)
);
create index session_apps_session on session_apps (session_id);
create index session_apps_expires on session_apps (expires_at);

-- Back-channel notices that have not arrived yet.
create table logout_notices (
  sid text not null,
  client_id text not null,
  server_id text not null,
  org_id text not null,
  user_id text not null,
  attempts bigint not null default 0,
  next_attempt_at bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (sid, client_id, server_id)
);
create index logout_notices_due on logout_notices (next_attempt_at);
create index logout_notices_expires on logout_notices (expires_at);

-- Clients that registered themselves, and what they manage themselves with.
create table client_registrations (
  client_id text primary key references apps (id) on delete cascade,
  org_id text not null,
  token_hash text not null unique,
  created_at bigint not null
);

create table trusted_origins (
  id text primary key,
  org_id text not null references orgs (id),
  name text not null,
  origin text not null,                  -- as a browser writes it
  status text not null,
  scopes text not null,                  -- CORS, REDIRECT, with a space between
  created_at bigint not null,
  created_by text not null,
  updated_at bigint not null,
  updated_by text not null
);
create unique index trusted_origins_origin on trusted_origins (org_id, origin);

create table pushed_requests (
  hash text primary key,                 -- of the request_uri
  org_id text not null,
  server_id text not null,               -- '' for the org's own server
  client_id text not null,
  sealed_parameters text not null,       -- they may hold a session token, or say who is meant
  created_at bigint not null,
  expires_at bigint not null,            -- no longer visited from then on
  answered_at bigint
);
create index pushed_requests_expires on pushed_requests (expires_at);

create table session_tokens (
  token_hash text primary key,
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  session_id text,                       -- null: it begins a session; else it hands that session's cookie to a browser
  amr text not null,
  authenticated_at bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index session_tokens_user on session_tokens (user_id);
create index session_tokens_expires on session_tokens (expires_at);

create table authn_transactions (
  state_hash text primary key,           -- of the stateToken
  org_id text not null,
  user_id text not null references users (id) on delete cascade,
  status text not null,                  -- PASSWORD_EXPIRED, PASSWORD_RESET, …
  amr text not null,
  password_mark text,                    -- of the password that was proven; null: none was
  link_hash text,                        -- of the one-time link it began with
  relay_state text,
  created_at bigint not null,
  expires_at bigint not null
);
create index authn_transactions_user on authn_transactions (user_id);
create index authn_transactions_expires on authn_transactions (expires_at);

create table recovery_requests (
  id text primary key,
  org_id text not null,
  login_key text not null,               -- what was asked for, whether anybody has it or not
  created_at bigint not null,
  expires_at bigint not null
);
create index recovery_requests_login on recovery_requests (org_id, login_key, created_at);
create index recovery_requests_expires on recovery_requests (expires_at);

create table spent_jwts (
  hash text primary key,                 -- of what it was for, the app and its jti
  expires_at bigint not null             -- the JWT itself is refused from then on
);
create index spent_jwts_expires on spent_jwts (expires_at);

create table decoupled_requests (
  id text primary key,
  kind text not null,                    -- device (RFC 8628) or ciba
  hash text not null unique,             -- of the code the app polls with
  user_code_hash text unique,            -- of org and the code a person types
  org_id text not null,
  server_id text not null,
  client_id text not null,
  scope text not null,
  user_id text,                          -- ciba: whom it is for; device: who approved
  binding_message text,
  ip text not null,
  user_agent text not null,
  status text not null,                  -- PENDING, APPROVED, DENIED
  session_id text,                       -- of the approval, as are the next two
  amr text,
  authenticated_at bigint,
  poll_seconds bigint not null,
  polled_at bigint,
  created_at bigint not null,
  expires_at bigint not null,
  redeemed_at bigint
);
create index decoupled_requests_client on decoupled_requests (org_id, client_id, ip);
create index decoupled_requests_user on decoupled_requests (user_id);
create index decoupled_requests_expires on decoupled_requests (expires_at);

create table device_secrets (
  sid text primary key,                  -- 102…: one person on one device, whatever apps share it
  secret_hash text not null unique,
  org_id text not null,
  server_id text not null,
  client_id text not null,               -- the app that signed in first
  user_id text not null references users (id) on delete cascade,
  session_id text not null,
  amr text not null,
  acr text,
  authenticated_at bigint not null,
  idle_window_ms bigint not null,        -- 0: none
  ends_at bigint,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint
);
create index device_secrets_user on device_secrets (user_id);
create index device_secrets_expires on device_secrets (expires_at);

create table device_secret_grants (
  grant_id text primary key,             -- what came of a device secret, and goes with it
  sid text not null references device_secrets (sid) on delete cascade
);
create index device_secret_grants_sid on device_secret_grants (sid);

create table interclient_allowed_apps (
  app_id text not null references apps (id) on delete cascade,
  allowed_app_id text not null references apps (id) on delete cascade,
  created_at bigint not null,
  primary key (app_id, allowed_app_id)
);
create index interclient_allowed_apps_reverse on interclient_allowed_apps (allowed_app_id);

create table interclient_tokens (
  token_hash text primary key,
  org_id text not null,
  client_id text not null,               -- the app it opens a session for
  user_id text not null references users (id) on delete cascade,
  amr text not null,
  authenticated_at bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index interclient_tokens_user on interclient_tokens (user_id);
create index interclient_tokens_expires on interclient_tokens (expires_at);

create table app_scopes (
  id text primary key,
  app_id text not null references apps (id) on delete cascade,
  scope text not null,                   -- okta.{resource}.{read|manage}
  granted_by text not null,
  granted_by_type text not null,
  created_at bigint not null,
  unique (app_id, scope)
);

create forgetful table spent_proofs (
  hash text primary key,                 -- of a DPoP proof that more than one process would believe
  expires_at bigint not null
);
create index spent_proofs_expires on spent_proofs (expires_at);
