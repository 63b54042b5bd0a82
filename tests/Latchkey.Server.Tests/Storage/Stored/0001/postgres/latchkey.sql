--
-- PostgreSQL database dump
--

\restrict N0g1nkjK38K7x2fCzw6NgvJotYarH9qzwIdw60eWK9qPYyOnnHh2A8PpsE1Fxya

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: access_policies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_policies (
    id text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    priority bigint NOT NULL,
    status text NOT NULL,
    document text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: access_policy_rules; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_policy_rules (
    id text NOT NULL,
    policy_id text NOT NULL,
    priority bigint NOT NULL,
    status text NOT NULL,
    document text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: answered_consents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answered_consents (
    ticket_hash text NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: api_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_tokens (
    id text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    token_hash text NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: app_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.app_groups (
    app_id text NOT NULL,
    group_id text NOT NULL,
    priority bigint NOT NULL,
    profile text NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: app_scopes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.app_scopes (
    id text NOT NULL,
    app_id text NOT NULL,
    scope text NOT NULL,
    granted_by text NOT NULL,
    granted_by_type text NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: app_users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.app_users (
    app_id text NOT NULL,
    user_id text NOT NULL,
    user_name text NOT NULL,
    profile text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: apps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.apps (
    id text NOT NULL,
    org_id text NOT NULL,
    label text NOT NULL,
    label_key text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL,
    application_type text NOT NULL,
    sealed_secret text,
    document text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: authn_transactions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.authn_transactions (
    state_hash text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    status text NOT NULL,
    amr text NOT NULL,
    password_mark text,
    link_hash text,
    relay_state text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: authorization_codes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.authorization_codes (
    hash text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    client_id text NOT NULL,
    user_id text NOT NULL,
    session_id text NOT NULL,
    grant_id text NOT NULL,
    redirect_uri text NOT NULL,
    scope text NOT NULL,
    claims text,
    nonce text,
    code_challenge text,
    key_thumbprint text,
    amr text NOT NULL,
    acr text,
    authenticated_at bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    redeemed_at bigint
);


--
-- Name: authorization_servers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.authorization_servers (
    org_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    audience text NOT NULL,
    issuer_mode text NOT NULL,
    status text NOT NULL,
    signing_algorithm text NOT NULL,
    rotation_mode text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: brands; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.brands (
    org_id text NOT NULL,
    document text NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.changes (
    seq bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: changes_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.changes ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.changes_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims (
    id text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    name text NOT NULL,
    claim_type text NOT NULL,
    document text NOT NULL
);


--
-- Name: client_registrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.client_registrations (
    client_id text NOT NULL,
    org_id text NOT NULL,
    token_hash text NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: consents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consents (
    id text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    client_id text NOT NULL,
    server_id text NOT NULL,
    scope text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: decoupled_requests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.decoupled_requests (
    id text NOT NULL,
    kind text NOT NULL,
    hash text NOT NULL,
    user_code_hash text,
    org_id text NOT NULL,
    server_id text NOT NULL,
    client_id text NOT NULL,
    scope text NOT NULL,
    user_id text,
    binding_message text,
    ip text NOT NULL,
    user_agent text NOT NULL,
    status text NOT NULL,
    session_id text,
    amr text,
    authenticated_at bigint,
    poll_seconds bigint NOT NULL,
    polled_at bigint,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    redeemed_at bigint
);


--
-- Name: device_secret_grants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.device_secret_grants (
    grant_id text NOT NULL,
    sid text NOT NULL
);


--
-- Name: device_secrets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.device_secrets (
    sid text NOT NULL,
    secret_hash text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    client_id text NOT NULL,
    user_id text NOT NULL,
    session_id text NOT NULL,
    amr text NOT NULL,
    acr text,
    authenticated_at bigint NOT NULL,
    idle_window_ms bigint NOT NULL,
    ends_at bigint,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
);


--
-- Name: factors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.factors (
    id text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    sealed_secret text,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    activated_at bigint
);


--
-- Name: group_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_members (
    group_id text NOT NULL,
    user_id text NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.groups (
    id text NOT NULL,
    org_id text NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    description text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    members_changed_at bigint NOT NULL
);


--
-- Name: interclient_allowed_apps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.interclient_allowed_apps (
    app_id text NOT NULL,
    allowed_app_id text NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: interclient_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.interclient_tokens (
    token_hash text NOT NULL,
    org_id text NOT NULL,
    client_id text NOT NULL,
    user_id text NOT NULL,
    amr text NOT NULL,
    authenticated_at bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);


--
-- Name: log_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_events (
    id text NOT NULL,
    org_id text NOT NULL,
    published_at bigint NOT NULL,
    event_type text NOT NULL,
    document text NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: logout_notices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logout_notices (
    sid text NOT NULL,
    client_id text NOT NULL,
    server_id text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    next_attempt_at bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: mailed_codes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mailed_codes (
    user_id text NOT NULL,
    mac text NOT NULL,
    attempts bigint NOT NULL,
    works_until bigint NOT NULL,
    sent_at bigint NOT NULL,
    sends bigint NOT NULL,
    window_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: mails; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mails (
    id text NOT NULL,
    org_id text NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed_letter text NOT NULL,
    created_at bigint NOT NULL,
    sent_at bigint,
    attempts bigint DEFAULT 0 NOT NULL,
    next_attempt_at bigint,
    expires_at bigint NOT NULL
);


--
-- Name: one_time_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.one_time_links (
    token_hash text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    purpose text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);


--
-- Name: orgs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orgs (
    id text NOT NULL,
    subdomain text,
    name text NOT NULL,
    status text NOT NULL,
    allows_sign_up bigint DEFAULT 0 NOT NULL,
    claimed_at bigint,
    open_client_registration bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);


--
-- Name: pushed_requests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pushed_requests (
    hash text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    client_id text NOT NULL,
    sealed_parameters text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    answered_at bigint
);


--
-- Name: recovery_requests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recovery_requests (
    id text NOT NULL,
    org_id text NOT NULL,
    login_key text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: refresh_families; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.refresh_families (
    id text NOT NULL,
    key_hash text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    client_id text NOT NULL,
    user_id text NOT NULL,
    session_id text NOT NULL,
    grant_type text DEFAULT 'authorization_code'::text NOT NULL,
    scope text NOT NULL,
    claims text,
    amr text NOT NULL,
    acr text,
    authenticated_at bigint NOT NULL,
    device text NOT NULL,
    key_thumbprint text,
    generation bigint NOT NULL,
    rotated_at bigint NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    idle_window_ms bigint NOT NULL,
    ends_at bigint,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    revoked_because text
);


--
-- Name: registrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.registrations (
    token_hash text NOT NULL,
    org_id text NOT NULL,
    sealed_answer text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: revocations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.revocations (
    subject text NOT NULL,
    org_id text NOT NULL,
    revoked_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: schema_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_versions (
    version bigint NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);


--
-- Name: scopes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.scopes (
    id text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    name text NOT NULL,
    document text NOT NULL
);


--
-- Name: session_apps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session_apps (
    sid text NOT NULL,
    client_id text NOT NULL,
    server_id text NOT NULL,
    session_id text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    notified bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: session_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session_tokens (
    token_hash text NOT NULL,
    org_id text NOT NULL,
    user_id text NOT NULL,
    session_id text,
    amr text NOT NULL,
    authenticated_at bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);


--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    id text NOT NULL,
    org_id text NOT NULL,
    token_hash text NOT NULL,
    user_id text NOT NULL,
    amr text NOT NULL,
    authenticated_at bigint NOT NULL,
    second_factor_at bigint,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    user_agent text NOT NULL,
    ip text NOT NULL
);


--
-- Name: sign_ups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_ups (
    id text NOT NULL,
    org_id text NOT NULL,
    email_key text NOT NULL COLLATE pg_catalog."C",
    sealed_person text NOT NULL,
    mac text,
    attempts bigint NOT NULL,
    works_until bigint NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint,
    expires_at bigint NOT NULL
);


--
-- Name: signing_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.signing_keys (
    kid text NOT NULL,
    org_id text NOT NULL,
    server_id text NOT NULL,
    algorithm text NOT NULL,
    status text NOT NULL,
    public_jwk text NOT NULL,
    sealed_private_key text NOT NULL,
    created_at bigint NOT NULL,
    activated_at bigint,
    retired_at bigint,
    expires_at bigint
);


--
-- Name: spent_jwts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.spent_jwts (
    hash text NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: spent_proofs; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.spent_proofs (
    hash text NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: trusted_origins; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trusted_origins (
    id text NOT NULL,
    org_id text NOT NULL,
    name text NOT NULL,
    origin text NOT NULL,
    status text NOT NULL,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    updated_at bigint NOT NULL,
    updated_by text NOT NULL
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id text NOT NULL,
    org_id text NOT NULL,
    status text NOT NULL,
    login text NOT NULL,
    login_key text NOT NULL COLLATE pg_catalog."C",
    short_login_key text NOT NULL COLLATE pg_catalog."C",
    email text NOT NULL,
    email_key text NOT NULL COLLATE pg_catalog."C",
    first_name_key text NOT NULL COLLATE pg_catalog."C",
    last_name_key text NOT NULL COLLATE pg_catalog."C",
    profile text NOT NULL,
    password_hash text,
    password_changed_at bigint,
    failed_attempts bigint DEFAULT 0 NOT NULL,
    failed_codes bigint DEFAULT 0 NOT NULL,
    code_tried_at bigint,
    locked_at bigint,
    email_verified bigint DEFAULT 0 NOT NULL,
    is_admin bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    activated_at bigint,
    status_changed_at bigint,
    last_login_at bigint
);


--
-- Data for Name: access_policies; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_policies VALUES ('00psubTMN4iNsIKfKhHu', '00oS3RHIp6XF2g54pFUv', 'default', 1, 'ACTIVE', '{"id":"00psubTMN4iNsIKfKhHu","name":"Default Policy","description":"Default policy for all clients","priority":1,"active":true,"system":false,"clients":["ALL_CLIENTS"],"rules":[]}', 1795348800000, 1795348800000);


--
-- Data for Name: access_policy_rules; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_policy_rules VALUES ('0prdKS1YQJ3rJLKnSraV', '00psubTMN4iNsIKfKhHu', 1, 'ACTIVE', '{"id":"0prdKS1YQJ3rJLKnSraV","name":"Default Policy Rule","priority":1,"active":true,"system":false,"users":[],"excludedUsers":[],"groups":["EVERYONE"],"grantTypes":["authorization_code","implicit","client_credentials","urn:ietf:params:oauth:grant-type:device_code","urn:ietf:params:oauth:grant-type:token-exchange","urn:openid:params:grant-type:ciba","password"],"scopes":["*"],"accessTokenMinutes":60,"refreshTokenMinutes":0,"refreshWindowMinutes":10080}', 1795348800000, 1795348800000);


--
-- Data for Name: answered_consents; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: api_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.api_tokens VALUES ('00T4brvW16NaboLPATD5', '00oS3RHIp6XF2g54pFUv', '00uQYrqrjy4iKbk2UwCs', 'zt75rY-aYSZyTHc1hrmgS1zN7tPRUmh3BAEJEXBYRvM', 'latchkey dev', 1795348800000, 1795348800000, 1797940800000);


--
-- Data for Name: app_groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.app_groups VALUES ('0oaGvOr2GPkcBXGDYAKH', '00gjuUZuKA5ip343G4HT', 0, '{}', 1795348800000);
INSERT INTO public.app_groups VALUES ('0oaDYiDnVtWbEHTQ8FPr', '00gjuUZuKA5ip343G4HT', 0, '{}', 1795348800000);
INSERT INTO public.app_groups VALUES ('0oadQFDl1LyySNHWGVgT', '00gjuUZuKA5ip343G4HT', 0, '{}', 1795348800000);
INSERT INTO public.app_groups VALUES ('0oaftPEI2NDvuFQFCFTh', '00gjuUZuKA5ip343G4HT', 0, '{}', 1795348800000);


--
-- Data for Name: app_scopes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: app_users; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: apps; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.apps VALUES ('0oaGvOr2GPkcBXGDYAKH', '00oS3RHIp6XF2g54pFUv', 'Quickstart', 'quickstart', 'ACTIVE', 'native', NULL, '{"name":"oidc_client","label":"Quickstart","signOnMode":"OPENID_CONNECT","features":[],"accessibility":{"selfService":false,"errorRedirectUrl":null,"loginRedirectUrl":null},"visibility":{"autoLaunch":false,"autoSubmitToolbar":false,"hide":{"iOS":true,"web":true},"appLinks":{"oidc_client_link":true}},"profile":null,"registration":null,"credentials":{"userNameTemplate":{"template":"${source.login}","type":"BUILT_IN"},"signing":{},"oauthClient":{"autoKeyRotation":true,"token_endpoint_auth_method":"none","pkce_required":true}},"settings":{"app":{},"notifications":{"vpn":{"network":{"connection":"DISABLED"},"message":null,"helpUrl":null}},"manualProvisioning":false,"implicitAssignment":false,"notes":{"admin":null,"enduser":null},"oauthClient":{"client_uri":null,"logo_uri":null,"tos_uri":null,"policy_uri":null,"redirect_uris":["localhost:/callback","http://127.0.0.1/callback","http://[::1]/callback"],"post_logout_redirect_uris":["localhost:/","http://127.0.0.1/callback","http://127.0.0.1/"],"response_types":["code"],"grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code","urn:ietf:params:oauth:grant-type:token-exchange"],"initiate_login_uri":null,"application_type":"native","consent_method":"TRUSTED","issuer_mode":"DYNAMIC","refresh_token":{"rotation_type":"ROTATE"},"idp_initiated_login":{"mode":"DISABLED","default_scope":[]},"wildcard_redirect":"DISABLED","subject_type":"public","dpop_bound_access_tokens":false,"profile":"default","require_pushed_authorization_requests":false,"request_object_signing_alg":null,"request_uris":[],"jwks":null,"groups_claim":null,"jwks_uri":null,"frontchannel_logout_uri":null,"participate_slo":false,"frontchannel_logout_session_required":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false}}}', 1795348800000, 1795348800000);
INSERT INTO public.apps VALUES ('0oaDYiDnVtWbEHTQ8FPr', '00oS3RHIp6XF2g54pFUv', 'Web app', 'web app', 'ACTIVE', 'web', 'ZQJ4OJe_9V8eHIn30lO-j8_TIrdU8RXdA-YJvoiTdiE6YED114Vvv5WGpXRUFfesXD4gNp8I6MqiJWrlWvYFanmKi-5U7vMEg9GyAjNeQHpPhZCJ9maUhHdjhqsvN3W0IF_gxdrGeSqDlulTFATee3LcDJP5rI8H8CGkzlrHgAh_7NGHERZHXyn9AOjxavWSPytxFqbZHWpobAOSX36MLJ28W2unsCm75EsZSQiX6px8agrzsN7IGUMMQlB7Vh_4kJ6-yNDZ9MPr_E8RmdkA', '{"name":"oidc_client","label":"Web app","signOnMode":"OPENID_CONNECT","features":[],"accessibility":{"selfService":false,"errorRedirectUrl":null,"loginRedirectUrl":null},"visibility":{"autoLaunch":false,"autoSubmitToolbar":false,"hide":{"iOS":true,"web":true},"appLinks":{"oidc_client_link":true}},"profile":null,"registration":null,"credentials":{"userNameTemplate":{"template":"${source.login}","type":"BUILT_IN"},"signing":{},"oauthClient":{"autoKeyRotation":true,"token_endpoint_auth_method":"client_secret_basic","pkce_required":false}},"settings":{"app":{},"notifications":{"vpn":{"network":{"connection":"DISABLED"},"message":null,"helpUrl":null}},"manualProvisioning":false,"implicitAssignment":false,"notes":{"admin":null,"enduser":null},"oauthClient":{"client_uri":null,"logo_uri":null,"tos_uri":null,"policy_uri":null,"redirect_uris":["http://localhost:8090/authorization-code/callback","http://127.0.0.1:8090/authorization-code/callback"],"post_logout_redirect_uris":["http://localhost:8090/","http://127.0.0.1:8090/"],"response_types":["code"],"grant_types":["authorization_code","refresh_token"],"initiate_login_uri":null,"application_type":"web","consent_method":"TRUSTED","issuer_mode":"DYNAMIC","refresh_token":{"rotation_type":"STATIC","leeway":30},"idp_initiated_login":{"mode":"DISABLED","default_scope":[]},"wildcard_redirect":"DISABLED","subject_type":"public","dpop_bound_access_tokens":false,"profile":"default","require_pushed_authorization_requests":false,"request_object_signing_alg":null,"request_uris":[],"jwks":null,"groups_claim":null,"jwks_uri":null,"frontchannel_logout_uri":null,"participate_slo":false,"frontchannel_logout_session_required":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false}}}', 1795348800000, 1795348800000);
INSERT INTO public.apps VALUES ('0oadQFDl1LyySNHWGVgT', '00oS3RHIp6XF2g54pFUv', 'Single-page app', 'single-page app', 'ACTIVE', 'browser', NULL, '{"name":"oidc_client","label":"Single-page app","signOnMode":"OPENID_CONNECT","features":[],"accessibility":{"selfService":false,"errorRedirectUrl":null,"loginRedirectUrl":null},"visibility":{"autoLaunch":false,"autoSubmitToolbar":false,"hide":{"iOS":true,"web":true},"appLinks":{"oidc_client_link":true}},"profile":null,"registration":null,"credentials":{"userNameTemplate":{"template":"${source.login}","type":"BUILT_IN"},"signing":{},"oauthClient":{"autoKeyRotation":true,"token_endpoint_auth_method":"none","pkce_required":true}},"settings":{"app":{},"notifications":{"vpn":{"network":{"connection":"DISABLED"},"message":null,"helpUrl":null}},"manualProvisioning":false,"implicitAssignment":false,"notes":{"admin":null,"enduser":null},"oauthClient":{"client_uri":null,"logo_uri":null,"tos_uri":null,"policy_uri":null,"redirect_uris":["http://localhost:3000/login/callback","http://127.0.0.1:3000/login/callback"],"post_logout_redirect_uris":["http://localhost:3000/","http://127.0.0.1:3000/"],"response_types":["code"],"grant_types":["authorization_code","refresh_token"],"initiate_login_uri":null,"application_type":"browser","consent_method":"TRUSTED","issuer_mode":"DYNAMIC","refresh_token":{"rotation_type":"ROTATE","leeway":30},"idp_initiated_login":{"mode":"DISABLED","default_scope":[]},"wildcard_redirect":"DISABLED","subject_type":"public","dpop_bound_access_tokens":false,"profile":"default","require_pushed_authorization_requests":false,"request_object_signing_alg":null,"request_uris":[],"jwks":null,"groups_claim":null,"jwks_uri":null,"frontchannel_logout_uri":null,"participate_slo":false,"frontchannel_logout_session_required":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false}}}', 1795348800000, 1795348800000);
INSERT INTO public.apps VALUES ('0oaftPEI2NDvuFQFCFTh', '00oS3RHIp6XF2g54pFUv', 'Service', 'service', 'ACTIVE', 'service', 'p5p5PmOOoJrCd6DlJwFN8oMhggGJmqTl0TdNfVPmrN7VFef74C06Ude3goHXhMojO-ZvErI-GxxeKaNKLDsfEXEYAQ7pGq2kNrGsq6kIrF_RMspJ_zmRwnF1SA45NI_V6UETis0Fu_aI23PLryo3ciGRC_QEddAyULE35oIk5I0EH5weH73s4Iu6yajdNe54OLKgB6EJ9Ls-gjpPqlNxy6rkvmuri5mEsHhFjiPFSFMMWCe6tp7Ay1n0i8zQ0OMtNWW8MAqdBtImMjsGQxJ3', '{"name":"oidc_client","label":"Service","signOnMode":"OPENID_CONNECT","features":[],"accessibility":{"selfService":false,"errorRedirectUrl":null,"loginRedirectUrl":null},"visibility":{"autoLaunch":false,"autoSubmitToolbar":false,"hide":{"iOS":true,"web":true},"appLinks":{"oidc_client_link":true}},"profile":null,"registration":null,"credentials":{"userNameTemplate":{"template":"${source.login}","type":"BUILT_IN"},"signing":{},"oauthClient":{"autoKeyRotation":true,"token_endpoint_auth_method":"client_secret_basic","pkce_required":false}},"settings":{"app":{},"notifications":{"vpn":{"network":{"connection":"DISABLED"},"message":null,"helpUrl":null}},"manualProvisioning":false,"implicitAssignment":false,"notes":{"admin":null,"enduser":null},"oauthClient":{"client_uri":null,"logo_uri":null,"tos_uri":null,"policy_uri":null,"redirect_uris":[],"post_logout_redirect_uris":[],"response_types":["token"],"grant_types":["client_credentials"],"initiate_login_uri":null,"application_type":"service","consent_method":"TRUSTED","issuer_mode":"DYNAMIC","refresh_token":{"rotation_type":"STATIC","leeway":30},"idp_initiated_login":{"mode":"DISABLED","default_scope":[]},"wildcard_redirect":"DISABLED","subject_type":"public","dpop_bound_access_tokens":false,"profile":"default","require_pushed_authorization_requests":false,"request_object_signing_alg":null,"request_uris":[],"jwks":null,"groups_claim":null,"jwks_uri":null,"frontchannel_logout_uri":null,"participate_slo":false,"frontchannel_logout_session_required":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false}}}', 1795348800000, 1795348800000);


--
-- Data for Name: authn_transactions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: authorization_codes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorization_codes VALUES ('kUIcOzbM4mF-nbMvbedCHHtuT-OES_yUySgCRfBRlcE', '00oS3RHIp6XF2g54pFUv', 'default', '0oaGvOr2GPkcBXGDYAKH', '00uLyBrAfY84JbCoUN94', '102FP8vtIITtw39U9KVo', 'oarHqyppLntR3E5KqiFi', 'http://127.0.0.1/callback', 'openid profile offline_access device_sso', NULL, 'nonce-1', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', NULL, 'pwd', NULL, 1795348799000, 1795348800000, 1795349100000, 1795348800000);
INSERT INTO public.authorization_codes VALUES ('e6slQoPhrt-1hOZLowMfaO-OcCBb8kqLh9BQhLk2kw4', '00oS3RHIp6XF2g54pFUv', 'default', '0oaDYiDnVtWbEHTQ8FPr', '00uLyBrAfY84JbCoUN94', '102ssxokCKIyf5NWUWCk', 'oar0PE1gCRk2jen06zmp', 'http://localhost:8090/authorization-code/callback', 'openid profile offline_access', NULL, 'nonce-1', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', NULL, 'pwd', NULL, 1795348799000, 1795348800000, 1795349100000, 1795348800000);
INSERT INTO public.authorization_codes VALUES ('MN73AF76I8zcCVL16ib1KIyjgPLNRzdfnarMYjOYnNk', '00oS3RHIp6XF2g54pFUv', 'default', '0oaGvOr2GPkcBXGDYAKH', '00uLyBrAfY84JbCoUN94', '102FP8vtIITtw39U9KVo', 'oars8bQsgbSFPqWIuLPA', 'http://127.0.0.1/callback', 'openid profile offline_access', NULL, 'nonce-1', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', NULL, 'pwd', NULL, 1795348799000, 1795348830000, 1795349130000, NULL);


--
-- Data for Name: authorization_servers; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorization_servers VALUES ('00oS3RHIp6XF2g54pFUv', 'default', 'default', 'Default Authorization Server for your Applications', 'api://default', 'DYNAMIC', 'ACTIVE', 'RS256', 'AUTO', 1795348800000, 1795348800000);
INSERT INTO public.authorization_servers VALUES ('00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'Stored', '', 'api://stored', 'DYNAMIC', 'ACTIVE', 'RS256', 'AUTO', 1795348830000, 1795348830000);


--
-- Data for Name: brands; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: changes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (1, 'org', '', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (2, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (3, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (4, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (5, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (6, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (7, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (8, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (9, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (10, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (11, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (12, 'authorization-server', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (13, 'app', '0oaGvOr2GPkcBXGDYAKH', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (14, 'app', '0oaDYiDnVtWbEHTQ8FPr', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (15, 'app', '0oadQFDl1LyySNHWGVgT', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (16, 'app', '0oaftPEI2NDvuFQFCFTh', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (17, 'keys', '00oS3RHIp6XF2g54pFUv/', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (18, 'keys', '00oS3RHIp6XF2g54pFUv/default', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (19, 'keys', '00oS3RHIp6XF2g54pFUv/internal', 1795348800000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (20, 'mail', 'maiK4PU3BlGRL3a0LBnd', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (21, 'trusted-origins', '00oS3RHIp6XF2g54pFUv', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (22, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (23, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (24, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (25, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (26, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (27, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (28, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (29, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (30, 'authorization-server', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (31, 'keys', '00oS3RHIp6XF2g54pFUv/ausIxSceG2GXvkR6BVzV', 1795348830000);


--
-- Data for Name: claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims VALUES ('oclrqlvdBiyxDug7LWaQ', '00oS3RHIp6XF2g54pFUv', 'default', 'sub', 'RESOURCE', '{"id":"oclrqlvdBiyxDug7LWaQ","name":"sub","active":true,"claimType":"RESOURCE","valueType":"SYSTEM","value":"(appuser != null) ? appuser.userName : app.clientId","alwaysInclude":true,"scopes":[],"system":true}');
INSERT INTO public.claims VALUES ('oclhn3KpStafJxlwqZUS', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'sub', 'RESOURCE', '{"id":"oclhn3KpStafJxlwqZUS","name":"sub","active":true,"claimType":"RESOURCE","valueType":"SYSTEM","value":"(appuser != null) ? appuser.userName : app.clientId","alwaysInclude":true,"scopes":[],"system":true}');


--
-- Data for Name: client_registrations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: consents; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: decoupled_requests; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: device_secret_grants; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.device_secret_grants VALUES ('oarHqyppLntR3E5KqiFi', '1024JVx4R7R09kH9JBuH');


--
-- Data for Name: device_secrets; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.device_secrets VALUES ('1024JVx4R7R09kH9JBuH', 'Ks4au1qMI3R6W_PagUhnKTHNLxs_-hopDDeQ14JFB6Q', '00oS3RHIp6XF2g54pFUv', 'default', '0oaGvOr2GPkcBXGDYAKH', '00uLyBrAfY84JbCoUN94', '102FP8vtIITtw39U9KVo', 'pwd', NULL, 1795348799000, 604800000, NULL, 1795348800000, 1795953600000, NULL);


--
-- Data for Name: factors; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.factors VALUES ('ostIUqFNJbL16l3K50A7', '00oS3RHIp6XF2g54pFUv', '00uZwk3uJzKh07nKl4NY', 'token:software:totp', 'ACTIVE', 'BATo7suflo6TpWr5yQfCBT7q1AKehVKaevCLZS6GSFXT20eQzNko7wdWtTBRehIkJpviDy9AxDOGg3K2', 59844961, 1795348800000, 1795348830000, 1795348830000);


--
-- Data for Name: group_members; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.group_members VALUES ('00gx9eTlyII7ccYuE9P6', '00uZwk3uJzKh07nKl4NY', 1795348830000);


--
-- Data for Name: groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.groups VALUES ('00gjuUZuKA5ip343G4HT', '00oS3RHIp6XF2g54pFUv', 'BUILT_IN', 'Everyone', 'everyone', 'All users in your organization', 1795348800000, 1795348800000, 1795348800000);
INSERT INTO public.groups VALUES ('00gx9eTlyII7ccYuE9P6', '00oS3RHIp6XF2g54pFUv', 'OKTA_GROUP', 'Stored', 'stored', NULL, 1795348830000, 1795348830000, 1795348830000);


--
-- Data for Name: interclient_allowed_apps; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: interclient_tokens; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: log_events; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.log_events VALUES ('evt000000018b3476c26', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'app.oauth2.as.authorize.code', '{"uuid":"evt000000018b3476c26","published":"2026-11-22T12:00:00.000Z","eventType":"app.oauth2.as.authorize.code","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OIDC authorization code request","actor":{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"TestBrowser","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"0oaGvOr2GPkcBXGDYAKH","type":"PublicClientApp","alternateId":"0oaGvOr2GPkcBXGDYAKH","displayName":"Quickstart","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2H:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2H:00000003","requestUri":"/signin"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt00000002a7542bf80', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'user.session.start', '{"uuid":"evt00000002a7542bf80","published":"2026-11-22T12:00:00.000Z","eventType":"user.session.start","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"User login to Okta","actor":{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"TestBrowser","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"0oaGvOr2GPkcBXGDYAKH","type":"PublicClientApp","alternateId":"0oaGvOr2GPkcBXGDYAKH","displayName":"Quickstart","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2H:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2H:00000003","requestUri":"/signin"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt000000031a834d97f', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'app.oauth2.as.token.grant.access_token', '{"uuid":"evt000000031a834d97f","published":"2026-11-22T12:00:00.000Z","eventType":"app.oauth2.as.token.grant.access_token","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OAuth2 access token is granted","actor":{"id":"0oaGvOr2GPkcBXGDYAKH","type":"PublicClientApp","alternateId":"0oaGvOr2GPkcBXGDYAKH","displayName":"Quickstart","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2I:00000001","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2I:00000001","requestUri":"/oauth2/default/v1/token"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt00000004dbad17d78', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'app.oauth2.as.token.grant.access_token', '{"uuid":"evt00000004dbad17d78","published":"2026-11-22T12:00:00.000Z","eventType":"app.oauth2.as.token.grant.access_token","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OAuth2 access token is granted","actor":{"id":"0oaGvOr2GPkcBXGDYAKH","type":"PublicClientApp","alternateId":"0oaGvOr2GPkcBXGDYAKH","displayName":"Quickstart","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":"refresh"},"target":[{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2I:00000002","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2I:00000002","requestUri":"/oauth2/default/v1/token"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt0000000853d6ac4fe', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'user.lifecycle.create', '{"uuid":"evt0000000853d6ac4fe","published":"2026-11-22T12:00:00.000Z","eventType":"user.lifecycle.create","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"User created","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00uZwk3uJzKh07nKl4NY","type":"User","alternateId":"totp@example.com","displayName":"Test Person","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000001","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000001","requestUri":"/api/v1/users"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt00000009a2d679ae6', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'user.mfa.factor.activate', '{"uuid":"evt00000009a2d679ae6","published":"2026-11-22T12:00:30.000Z","eventType":"user.mfa.factor.activate","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"Factor of a user activated","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00uZwk3uJzKh07nKl4NY","type":"User","alternateId":"totp@example.com","displayName":"Test Person","detailEntry":null},{"id":"ostIUqFNJbL16l3K50A7","type":"AuthenticatorEnrollment","alternateId":"token:software:totp","displayName":"token:software:totp","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000003","requestUri":"/api/v1/users/00uZwk3uJzKh07nKl4NY/factors/ostIUqFNJbL16l3K50A7/lifecycle/activate"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt0000000b75962f67a', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'group.user_membership.add', '{"uuid":"evt0000000b75962f67a","published":"2026-11-22T12:00:30.000Z","eventType":"group.user_membership.add","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"User added to a group","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00uZwk3uJzKh07nKl4NY","type":"User","alternateId":"totp@example.com","displayName":"Test Person","detailEntry":null},{"id":"00gx9eTlyII7ccYuE9P6","type":"UserGroup","alternateId":null,"displayName":"Stored","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000005","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000005","requestUri":"/api/v1/groups/00gx9eTlyII7ccYuE9P6/users/00uZwk3uJzKh07nKl4NY"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt0000000e7627a3a83', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'app.oauth2.as.authorize.code', '{"uuid":"evt0000000e7627a3a83","published":"2026-11-22T12:00:30.000Z","eventType":"app.oauth2.as.authorize.code","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OIDC authorization code request","actor":{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"TestBrowser","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"0oaGvOr2GPkcBXGDYAKH","type":"PublicClientApp","alternateId":"0oaGvOr2GPkcBXGDYAKH","displayName":"Quickstart","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2H:00000004","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2H:00000004","requestUri":"/oauth2/default/v1/authorize"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt0000000a9416ace76', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'group.lifecycle.create', '{"uuid":"evt0000000a9416ace76","published":"2026-11-22T12:00:30.000Z","eventType":"group.lifecycle.create","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"Group created","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00gx9eTlyII7ccYuE9P6","type":"UserGroup","alternateId":null,"displayName":"Stored","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000004","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000004","requestUri":"/api/v1/groups"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt0000000c33efbd708', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'security.trusted_origin.create', '{"uuid":"evt0000000c33efbd708","published":"2026-11-22T12:00:30.000Z","eventType":"security.trusted_origin.create","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"Trusted origin created","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"tosIXKO663OdTFMPePdb","type":"TrustedOrigin","alternateId":"https://app.example.com","displayName":"Stored","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000006","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000006","requestUri":"/api/v1/trustedOrigins"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt0000000de3206c0ac', '00oS3RHIp6XF2g54pFUv', 1795348830000, 'oauth2.as.created', '{"uuid":"evt0000000de3206c0ac","published":"2026-11-22T12:00:30.000Z","eventType":"oauth2.as.created","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"Authorization server created","actor":{"id":"00uQYrqrjy4iKbk2UwCs","type":"User","alternateId":"admin@example.com","displayName":"Ada Admin","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"ausIxSceG2GXvkR6BVzV","type":"AuthorizationServer","alternateId":null,"displayName":"Stored","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2K:00000007","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2K:00000007","requestUri":"/api/v1/authorizationServers"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124830000);
INSERT INTO public.log_events VALUES ('evt00000005ae20c27cb', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'app.oauth2.as.authorize.code', '{"uuid":"evt00000005ae20c27cb","published":"2026-11-22T12:00:00.000Z","eventType":"app.oauth2.as.authorize.code","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OIDC authorization code request","actor":{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"TestBrowser","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"0oaDYiDnVtWbEHTQ8FPr","type":"PublicClientApp","alternateId":"0oaDYiDnVtWbEHTQ8FPr","displayName":"Web app","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2J:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2J:00000003","requestUri":"/signin"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt00000006414f9560b', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'user.session.start', '{"uuid":"evt00000006414f9560b","published":"2026-11-22T12:00:00.000Z","eventType":"user.session.start","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"User login to Okta","actor":{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"TestBrowser","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"0oaDYiDnVtWbEHTQ8FPr","type":"PublicClientApp","alternateId":"0oaDYiDnVtWbEHTQ8FPr","displayName":"Web app","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2J:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2J:00000003","requestUri":"/signin"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);
INSERT INTO public.log_events VALUES ('evt0000000740f734c34', '00oS3RHIp6XF2g54pFUv', 1795348800000, 'app.oauth2.as.token.grant.access_token', '{"uuid":"evt0000000740f734c34","published":"2026-11-22T12:00:00.000Z","eventType":"app.oauth2.as.token.grant.access_token","version":"0","severity":"INFO","legacyEventType":null,"displayMessage":"OAuth2 access token is granted","actor":{"id":"0oaDYiDnVtWbEHTQ8FPr","type":"PublicClientApp","alternateId":"0oaDYiDnVtWbEHTQ8FPr","displayName":"Web app","detailEntry":null},"client":{"userAgent":{"rawUserAgent":"","os":"Unknown","browser":"UNKNOWN"},"zone":null,"device":null,"id":null,"ipAddress":"127.0.0.1","geographicalContext":null},"outcome":{"result":"SUCCESS","reason":null},"target":[{"id":"00uLyBrAfY84JbCoUN94","type":"User","alternateId":"mia@example.com","displayName":"Mia Moreno","detailEntry":null}],"transaction":{"type":"WEB","id":"0HNQEA2NF7M2I:00000003","detail":{}},"debugContext":{"debugData":{"requestId":"0HNQEA2NF7M2I:00000003","requestUri":"/oauth2/default/v1/token"}},"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,"issuer":null,"externalSessionId":null,"interface":null,"authenticationStep":0},"securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"request":{"ipChain":[{"ip":"127.0.0.1","geographicalContext":null,"version":"V4","source":null}]}}', 1803124800000);


--
-- Data for Name: logout_notices; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mailed_codes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mails; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mails VALUES ('maiK4PU3BlGRL3a0LBnd', '00oS3RHIp6XF2g54pFUv', 'totp@example.com', 'A sign-in method was added to your account at Development', 'Zi9BfZEc60DoJTR7xiw3dxqTCFilmljsyG1CEVDL9bk4wyB6Bb8nPNDJTLZWCcDXo0cPnEIg_5X5uzFWKAF_r1VioCJDlQ8n5JXOOiUIIsDsVUaLETwJ1cHwEiR_FH4qsK1UXn14di2nLAVT7xUSUYsnjPPgMa7EKxnGWUv0-o38YsfrQxfKXlHgDiGa9jmSH6t_lU51FCctRWZDwaxLvrZsBCXj_omUMWMVli73bze-kCY5PMB8S72Vj_sioiC9lt4SCeE4Bx0ZIUP8mgtyJ48z0gX3vrQmafiqJ0USBDwN_pgk2cpc8Rf5mRcTMgMInOC6oCK0dGaS3jUchLEHYU2Scpl9JkGxATEfJOmOxgisA-GuPq32equEgJ5oUxwA7TMkt1jqLFI43WKYxKpjD2PtwpOxzWLC-_F2BDWPvIj5Csrq44J-Rbqs9mnhz6PRwRphaPxXAMNmAF8okzygmmTbxdrf9tj3LMDNiFDNL_MUMh2iVMg8qwIw9vGzNFxl49gbh76NCwTTZN-xKAMzon_EcMhdrGlj75PSezEg8tbfg8wLh2rHkBSkERIH0N-D0Vqmr2isUQ_viduKKMh2c8eA49gFaGvljIhSyNsu7iGwUr2epe9Sy7Rb5p40BQin53HZHbZha7QZPdWx9g4clSvNcylTSUfu7cAs38_-7Q8ke6dKvI3iQE0xflrY7eDDVv37c7N3i4KqT-uw0dTbElrFyLUckKl1Qzehl_2Uq-OjLkQ5Ytjep0-O1JCIJd6NlZstMwNcUZ--OJTB0aMC-RP6e3-D2fxP6fO7h8V0RW0K25hkw568_m5fIJYkgTIh8AZdtx5afVdmbuf1sNP1AifmxBe1TGBv9gPm8-3KlAT89seEch1iDpwUgBLbGvkqS1j8WalgLINlKwLiu1o3NTSEge3hVv5QFPKwo-yorHdmHlx7WgzHj70YDJwCgZVCIgOyFcuLkfgzxu6h1_EZQ3TpBFHsKX4cTMRLMW3LTKKZ69-tpdDV55NjfDTSFlthKIl7vhy_Q4BChauE2R5T2Z2RFqE9P7apRcIPA69OoZU84jLXLfOwqQE4ugDxYRm15lwfgehIvcuqUZ0RJi4wKWcBtp53LSqZBhXNwlIcRjVivi3sd8WN944scsa43I-VBv1QAi_0ufA1Qswz0eAZINsTlVIqtRRSd6jcXvi2Xg9GzfM_c1qO81hYWyELhYUthByhIcCyUJpdE3UonD8Mh8BCb4OZl8FE6hsk_8dQ3ec0GbFkObJbfMeWSi0v4aCm1vJjtehp4jkAmzCdE5H3CJqdcdPlGhDddiqC9pSsWpSxJ09I_corsqamM0bMgTlJfYDXv1YZhwfRbzn7KXV10S2wsnUm1p2jwlSev4hLNrwuLu4uqL8zX6i6zIUemoCiDFHmTlwpRRuFzy2Ri81E_FiY7Oofv6XyVPFujOAtp3yJ6_xGL4uLIXpHaXX0IyKBwk0lkNiddmypiJp_beEYMAjHESbIWZZNTd86PQxWewM64ATsJTl-X2-UedRpyvUpoEQgr9TbD3U8nQF1EXi6Yi1WAA_9y154RO9cEnOQqxxwz5Hf6iDVJLDZbFlINUxNnFjcgx2YKiNpgzCVGMMERuD3wLZO--7UIuEjkvIzL1kCZ2Qz1l1nqSzHkW0cdTWy_0XhPIZjQAIYnETcHyptPwWF00RxPEGTUnyLY29wezjW3UDP95wwpKKR9uC69u0cXXwleOCUQNSa0VehxV5zZNbVxyZqUrVFyX0KnNwt2fLdVhu6umw61opgQ-2IZOwHxv3MB2EXJwjRCB6DY5EOfNyuXWaL0LMnMlPUIXTnL9dCJ8grD2Az7wchLHZ-g1SgMk4OO7xgiknMkcYzbHAA98qvFn37X48ZkE-JL8cVqsXkGikJ9E6dYYeACv0RTyBSBGgxe7dcPilwBhJAeXKLZbPE6nrlFIX3chFDDPxYjpuFtnWnsvBr-8o2jbs5n2KtuiGBz5VE0A0fEfPLFXIVKrXvPcCfNqrF6snbISoveXhcleLZfNHVT1s5e1r6y_0yPiRScGRQ9qW1Ki0rNJymm403drsJoSOW9e-9WoqZ4sQN1BjFoTSncz3R0A8CVQ1lGUzcHDr6wBHlYzimODObaAb8zLmHQ_6qzFHEVvf3YYqTdTX3LLTGg_unNDHYteCanx05I9PupNW207thvywaJZouETP7Mikb5HYJXSz_vcqR-xQ4iA6g2WI_2EzsH0gSNM3I7EU8bPw5YFsZkQRxH08yMQfYA1xLTL4TU9BizBjt-Mk1gu4V36tY76nCfK3zcof2yQPzWdCEUH0F_M5Ay5xyBRK8pBttkdz50beQCpkn7H1S7RBvzZ-fIH6eWA87FpRUcvZ_i_fzHDL5N7kj4yjFmQSrMO9jWPWxSthJwah1GMO-_zrme9ngMp9NY2ZirR04pOrKH0GRfE-aqDI1GczMi4EhECHOmZ1f7OoYbnkbojk_6knINoMqu9g7OZ1sX_jyu5jJoLqfJ_dk50jeAxdmep6F1grSwNOWh_jSXrwhtt-FztlVAmcCiWpJLTW5EWB-LFUKXNiAxfzfmHgTlSExeN0WgGcYFYojUATM6D0afJ5IPCIFHwZYo5GdKldUuVbYvKBykQG2lTupUkGm6PuLgl4VZoiml9V2CmYrcHOjq9vxXqVZi_805ipQ2uDoC9ITgX3tINjGDJ7rHBB5y2F3UCMhHIGJ1vpL5drWSFSeRU0m8ukFfpmUwposqUahseazcH1NxgcHCBu44CSOQl3_T8k5byxWlq7NFlJzG4GwMiL7_W-gO-KszFI0RLdBJ-XxUAVjlgeczjjLN09PalzcahepsUpFu8khpChcQCBKSQipNHij1pyP7HjhtsjzEW5SUdAniiOZbgDvSQKt6Fc-BaM3yLUObUoWbtr0_LpZU46ktSwav_zO4W0fDoZR3-aO9sb6lhf5i9C2UcTotbp2k-rLCgTyJX3N_60pQvLHCYrNip5YvBRxShfL-Y6lDB8ZzrkX3vGhSDpMKfmRAy7S4_LChiWubbMmHiBSdrIqB7Th7ACXr8MPHuH7UbYvxVvjVEAKrwjQyfZBrVbcCH8oSLZkncPwdyqKAKzOgjG-Cbc4bIhYh_NYu8koZNYXWWJLe9OVhNmAncgRjDFIVNuCEWNNRoXBnT2GRUf9Cxay2dQiSIg794Vfs1ZR1_O-sEYhzaQtXt6oi0_YopUQgmfkFTdORSIzwklE7I_7ivERDK5DdQxdITA1RMRfdTDoSXpiwPsQf_D-w-ViAFVXCZcAaTE5VYKg-b3xJUTqCKM9kK_rpz6cpKvggJtpzQNL-7LKu_BT6ETuGgCw2NmRRIXomlDqf6PLL8OEIZCRIt4OkVufk-1-H71r4brH1-_YyThRrGnqlPcjk7BPJb1Zu_aFwEs-MiLC3KzDaU8dpvbAL41M4s9ea1CuozyJUPtRR_vteq7lN4nIQc7QY_r52M1Tjol0zSCtFe_1yWsXJbv6szUX6eTWNBbyKMFGIAP1hKoGcNZcJHNNY2MxGDOISq-3vhrYCZQ9OeRrN9rbHYpnczuVy3dMQQibmrPRYYvlH3IqgPY6v_rDOQh9wTfZ5qDFPp87kKJvm81ueQdpz9LJtp8Vu2lZd48J5B1uR-kCventZewDBGuWDul8Wp3A4Wuu2bN8a7nYGwitqDszBb_5sYz4lj1agSljpb_YQsn-NuXk8KzB-l4IMwYimWiQ1A0qJYlmjV_egzR32BisA7_DsegRdljx0EuasjtcqRpVnreOEq_Ung', 1795348830000, 1795348830000, 1, NULL, 1795953630000);


--
-- Data for Name: one_time_links; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: orgs; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orgs VALUES ('00oS3RHIp6XF2g54pFUv', NULL, 'Development', 'ACTIVE', 1, 1795348800000, 1, 1795348800000, 1795348800000);


--
-- Data for Name: pushed_requests; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: recovery_requests; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: refresh_families; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.refresh_families VALUES ('oarHqyppLntR3E5KqiFi', '21bru93_W6c-m2wI5DKZ5pPPzHR1eICgDRTRCVZ6-q4', '00oS3RHIp6XF2g54pFUv', 'default', '0oaGvOr2GPkcBXGDYAKH', '00uLyBrAfY84JbCoUN94', '102FP8vtIITtw39U9KVo', 'authorization_code', 'openid profile offline_access device_sso', NULL, 'pwd', NULL, 1795348799000, '', NULL, 2, 1795348800000, 1795348800000, 1795348800000, 604800000, NULL, 1795953600000, NULL, NULL);
INSERT INTO public.refresh_families VALUES ('oar0PE1gCRk2jen06zmp', 'D2NJrgUJziklm87hQWYstEK5tYe1DQ_q9QSDrxwK0WQ', '00oS3RHIp6XF2g54pFUv', 'default', '0oaDYiDnVtWbEHTQ8FPr', '00uLyBrAfY84JbCoUN94', '102ssxokCKIyf5NWUWCk', 'authorization_code', 'openid profile offline_access', NULL, 'pwd', NULL, 1795348799000, '', NULL, 1, 1795348800000, 1795348800000, 1795348800000, 604800000, NULL, 1795953600000, NULL, NULL);


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: revocations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: schema_versions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_versions VALUES (1, 'start', '7826c042b37d9a70b5217f45f81910bfd8343e7956de9949891414b881ea7266', 1795348800000);


--
-- Data for Name: scopes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.scopes VALUES ('scpalWhRB5d5gXQfZrAF', '00oS3RHIp6XF2g54pFUv', 'default', 'openid', '{"id":"scpalWhRB5d5gXQfZrAF","name":"openid","displayName":"Sign you in","description":"Tells the app who you are.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scp6B4Ab2tByv1mUHVli', '00oS3RHIp6XF2g54pFUv', 'default', 'profile', '{"id":"scp6B4Ab2tByv1mUHVli","name":"profile","displayName":"Read your profile","description":"Your name, picture, language and time zone.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpGpZzMzunG7KtkyAPA', '00oS3RHIp6XF2g54pFUv', 'default', 'email', '{"id":"scpGpZzMzunG7KtkyAPA","name":"email","displayName":"Read your email address","description":"Your email address and whether it has been verified.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpQd94LrSLM2c8NaLgz', '00oS3RHIp6XF2g54pFUv', 'default', 'address', '{"id":"scpQd94LrSLM2c8NaLgz","name":"address","displayName":"Read your address","description":"Your postal address.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpVJEXuNwakkeyj9jJh', '00oS3RHIp6XF2g54pFUv', 'default', 'phone', '{"id":"scpVJEXuNwakkeyj9jJh","name":"phone","displayName":"Read your phone number","description":"Your phone number.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scp3DzNey6DWnWZFxgF0', '00oS3RHIp6XF2g54pFUv', 'default', 'offline_access', '{"id":"scp3DzNey6DWnWZFxgF0","name":"offline_access","displayName":"Keep you signed in","description":"The app stays signed in when you are not using it.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpDx7PRNyWrnyNF8hXX', '00oS3RHIp6XF2g54pFUv', 'default', 'device_sso', '{"id":"scpDx7PRNyWrnyNF8hXX","name":"device_sso","displayName":"Sign you in to other apps on this device","description":"Apps of the same maker need not ask you to sign in again.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpAd6BbSXUAJ87sHl8u', '00oS3RHIp6XF2g54pFUv', 'default', 'interclient_access', '{"id":"scpAd6BbSXUAJ87sHl8u","name":"interclient_access","displayName":"Open websites signed in","description":"The app can open websites of this organization without asking you to sign in again.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpSNPzE1jbqJfzlWTKn', '00oS3RHIp6XF2g54pFUv', 'default', 'orders:read', '{"id":"scpSNPzE1jbqJfzlWTKn","name":"orders:read","displayName":"Read your orders","description":"See the orders you have placed","system":false,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpDw3ygtiQTcyNZNf6p', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'openid', '{"id":"scpDw3ygtiQTcyNZNf6p","name":"openid","displayName":"Sign you in","description":"Tells the app who you are.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpr9EU3sQAEtTNabDHH', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'profile', '{"id":"scpr9EU3sQAEtTNabDHH","name":"profile","displayName":"Read your profile","description":"Your name, picture, language and time zone.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpYSanWBOl76ys8FWx5', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'email', '{"id":"scpYSanWBOl76ys8FWx5","name":"email","displayName":"Read your email address","description":"Your email address and whether it has been verified.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scptPG4gvawlaYsDE7xb', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'address', '{"id":"scptPG4gvawlaYsDE7xb","name":"address","displayName":"Read your address","description":"Your postal address.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpx63UHJ2u6BbnV9b8K', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'phone', '{"id":"scpx63UHJ2u6BbnV9b8K","name":"phone","displayName":"Read your phone number","description":"Your phone number.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpiUckCTx3Cal4Kr42M', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'offline_access', '{"id":"scpiUckCTx3Cal4Kr42M","name":"offline_access","displayName":"Keep you signed in","description":"The app stays signed in when you are not using it.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpVyZnUij9onJkQ6kYb', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'device_sso', '{"id":"scpVyZnUij9onJkQ6kYb","name":"device_sso","displayName":"Sign you in to other apps on this device","description":"Apps of the same maker need not ask you to sign in again.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');
INSERT INTO public.scopes VALUES ('scpLZBsRQIC29wSOSpZg', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'interclient_access', '{"id":"scpLZBsRQIC29wSOSpZg","name":"interclient_access","displayName":"Open websites signed in","description":"The app can open websites of this organization without asking you to sign in again.","system":true,"default":false,"consent":"IMPLICIT","published":true,"optional":false}');


--
-- Data for Name: session_apps; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.session_apps VALUES ('102ssxokCKIyf5NWUWCk', '0oaDYiDnVtWbEHTQ8FPr', 'default', '102ssxokCKIyf5NWUWCk', '00oS3RHIp6XF2g54pFUv', '00uLyBrAfY84JbCoUN94', 0, 1795348800000, 1797940800000);
INSERT INTO public.session_apps VALUES ('102FP8vtIITtw39U9KVo', '0oaGvOr2GPkcBXGDYAKH', 'default', '102FP8vtIITtw39U9KVo', '00oS3RHIp6XF2g54pFUv', '00uLyBrAfY84JbCoUN94', 0, 1795348800000, 1797940800000);


--
-- Data for Name: session_tokens; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sessions VALUES ('102ssxokCKIyf5NWUWCk', '00oS3RHIp6XF2g54pFUv', 'iuLxD9qWZ-QrGaH7mSJYW9upq-12uEuhwtfgL59bx7g', '00uLyBrAfY84JbCoUN94', 'pwd', 1795348799000, NULL, 1795348800000, 1795348800000, 1795356000000, 'TestBrowser', '127.0.0.1');
INSERT INTO public.sessions VALUES ('102FP8vtIITtw39U9KVo', '00oS3RHIp6XF2g54pFUv', 'igzktFRTLg4ToMm9KomybW2FrKxLa_oI8G69kJqOTjk', '00uLyBrAfY84JbCoUN94', 'pwd', 1795348799000, NULL, 1795348800000, 1795348830000, 1795356030000, 'TestBrowser', '127.0.0.1');


--
-- Data for Name: sign_ups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: signing_keys; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.signing_keys VALUES ('SSR-hH3bFlgZxf-gsNW3iCQ8I6x6qtRpj98XkE1Jixw', '00oS3RHIp6XF2g54pFUv', '', 'RS256', 'ACTIVE', '{"kty":"RSA","alg":"RS256","kid":"SSR-hH3bFlgZxf-gsNW3iCQ8I6x6qtRpj98XkE1Jixw","use":"sig","e":"AQAB","n":"j6Sk_3gxRObPYHhnVypOTVhKbwk2F44YI8TburNBhqJ5GEw9RqcOzMwxUUalzcYL8zUdSEK6D6Kt-QLkoKnI3U-0uIh70j1fX5LyJ2R2SkouaQP9yIhPL6kZSHANVd7XLTpTtmKWZ_b7sv-eW6uRfKYUKWq-kSc-ysP0-27COlQ3IQMytslWmOr4ldcT4QQTwFKaNVcJHpOd5lOhpJ_joZTZoRtCssAAx5whvakkJzA56yRUWfsXfgNDJTwtent41LDlIDDhkdcoz0zmwbwtDs6G6jPxlKJMFPTa79rk3q7RjsB0fLeaVtbxvcPaI3_chGs4zRT0vjiZMCaFwZlj8w"}', 'QRSvjnF1Xm_8yWIoVJpu_NjOFe19XwrdBvu9gVnKWH_cMsYLLYoo09zj-TEBd6mgRC1I8hz5ieCBaynarXWzsoWS8JjsWopU37uJ4raqr233CbqWibdgsINudolxjSCb_Lv_Tt5v0o9Qpxlbo6NuDnPP8aPGjs1mnCaNULR4px4hr91LOR3a2RlH0u1Z3GfdvymWCEGvWQaQWIEXKhy3C6H3jyApDXwpEY4cuMbnF43CYY8OfXkRRQSUqlFYxxBw2r8uJwaLso2FVhJdFaRmfXBQEkxQUDQY2iie-Elw341KO3hXgeuO-1KZGkkJtMRAaNDgvvQ0rz_3deuwxPECG-DRNDOZZ7mf7WgbBlY44gmPYEfUeNlWkRnP3GsGAYpjFnU91qlaiUoeyLO6iLEgg7NBzCzw5BsZnWUun22_srZ7eBcPjjr8lZbmQsCLrl4SVa-airVPvtOMjp-FzVcaBLOlRqQd_-CskzYbGAThtuVJcUEUq3mMHv8Zmj4I8hc6USKCwQMzYsqW4ymJyJFX9Hz8nvVth6gzHvCbolsr0rSkVvsSvTuWw7hApCJHK24tpuwUc5jaPN3XHY7fHCYzSt-4n4h2b3L4SQp9yg2yFJtvzEWU_4n_-2LZkDv6ao4tUFNeBQfoxo0bN5MyGh_lZU4ZcxQuPgwP218JeajYfFYQgNw2DqQo3QdTt-92ZwnjX2wHoWKqeD3IFIjCc-j4_j1_QrzlRYgJYxjECUWqJY7gaGswPKQZzBKcdswjcHgL_2Dv04EMvUbWc-YhC2Fzb9oN0JzggpNR57iWvVXVvcitYnk5vZu5L-k_ZRDmTsPoSlm3-k_eqdkrH0h4hrHgnmEzHZnBEPGSoceCkGfUVfpvRYPjQYFReTT20sfAfsnxeySbSJtcogg842Td22ZFO5VntnYUqgN6Ru3QXtUbqq2zOkVQyl-HTyjHDqIYa3W56zZGi_ClyQJldqxflouXJ-cn34-I0voynJPy-NdWdM2V4xlp_dVoKPy-8svr1lTHHD4OrsqkpfFCMSaxNyj5wIIEXrE2TaW9V37pb67xcZR4rFznjiIyGCDDgmff7TdF2ka1Xb256TBKAEfbq63dzyZS6Z9457mDqFGtARIyfr88QRjDQaCHN4xL1orz3k2fuAnNPpcZeeS-E5TxW5ld3owq3OBcRKQTBAlKIuxV7B7qvg3EiNcxWcHAR86GaBEOQ2mqQU-Q3O9Dr9-UJ0N4Z5dpBBEy4_27Cho7WAPgXaYgTFFF4yx7Y3KlGe19_fDaCzZo1rFBUUzy9kheuKx3eAOuwWdUp3KpY1wlCh_utNOtvcTsU0xGZmzqJUC7SmcZVss2K_mi_-DHZlFEs7bC1sv3yKu_t74tt6oLFoh_Cl3n04bqXNXTKqmEpjRt1TLam4osqFDRJfU584QSjtQlYl6_f5fFh58k2d8ADfkcUphyk5Aq6MrC-bdtvEzSGK63ZHxYqVOfqt-2Dss5EqQHG7q6HvNMiZccW4Lnea6mw91dKpgZfkWs_umYekiDWw6CLo9o460K2tPZB-A8-K7FeHM2vVH7NTD90aQ73fwZ2KbwFhb7LtFQ5L6t52KQH-qhxshF-IKplbASUY98Mdnq2Ev5ctZRdnRitZMcvBDTZP4MrmrRAv3xADONQQkvYn8QAMXXfsAvbHL1ec_A5-07xJdnow0uw92zIRZNXtyT6E6MeTyhYDYAiXOaoHjucXnRnSPGziCkPLdgvaAMm6hT13ruT6a6iLwM2jVaFgjgUrU8qIbShz-9gsojhB1Jn6tjO52N3PfZWVd9bVZWkAet7a3caKyBUcg_PYeasfVySgyX0jO0vr7ZOsXJBcAwAsQOA0HTepQHKtgVHGsvP3JniDCaEbkUgNDARMV07XcZSI4lfcZslVjQargyR4YK6WmlodaqoqsNAEtQuNl0uxA7sUxBRwHdUxWOBLJcm00soJLKV-dt7aKFKLJppbLfULQVazbfiuw9r8Z907BTUFkXPTfz4dBYrwuPt8ZQIv006lk2lh4LQ2JoP8I6f_2InGbCFx5TPuc_0G1IV2dlwLEoBqFsTHwt7oBpEt4j3WagwqNyWizp5P8tRoLNgzwVVpgYv8mVld8UBN5PxEPcTFgtxzcykcbiZn2oiNHXTIhnObOtgUPjSHMOavV2NyvRZ-tColytSsrHDeV3TM4', 1795348800000, 1795348800000, NULL, NULL);
INSERT INTO public.signing_keys VALUES ('cTH5ARHmoql2-oNs3fCTdT9ALMl_L93Hy-HBU4TGcjI', '00oS3RHIp6XF2g54pFUv', 'default', 'RS256', 'ACTIVE', '{"kty":"RSA","alg":"RS256","kid":"cTH5ARHmoql2-oNs3fCTdT9ALMl_L93Hy-HBU4TGcjI","use":"sig","e":"AQAB","n":"24-3hI--L6Y_Y0zo3LtT4BszgQlIU3yzErLea7QkUE2NRinX4hAI0B0SGIXWe3OFxQ9ZABms2mnIfmzT6kww_6QScYbcshQHO_vukb2j4o5Uc_MxqirUrPlvKTuP_S9JBW7cuAOn3wfWqdkg8qxhcwngIq18NGQgT3xCryaulXA66ntmHE5aoUPC-e6Xgx0sVPpY1yuxudMFlCV50oMZysUr-b7h98re5dA_tmZAgZ8c7na4gKRy3OWIRkaScYD-58OsHbDsEbjwHQLZnCpfeSHnf3z2a1_KKPxCXoZ3LsvCcuw7Lf3ctAotfGKy3ThWHu4gQKsEnSJEMQAY0KtLkQ"}', 'PksQYrwayPiRrH5iXZ2Qh98m9LPoAmqxELswTfMPLdG3OGrVymUuoY5IJIJbBHDn2sWMx02g6CzwqkHBnsBQHL2HcPwOzDfdbF_M4L792ekA4kbtqQ_BqarAThalXmFQiwMs9ckhNS1LKVXKZcGFdCdgT7-qw75TcykHRmOhnSW-4UI36ziWECD4l5uCHrPmfT0gkeAFFGvwLH8yLdkjcsGpLTxzxJIcan8phgwMC5HkBewWmW7n7xdj9ktaYAOTzdo0bpCFoNMHyffxbzHwNBE71oGxkdpvQT1F8ph1-sM5nq35n4aChhzkOQHqk4jsczQ6NIw1dLEHHWedRZCDNZa9lGuF-0STXRNp2x5JoJj2y4dicCsPMVVSOzvRKHJ-oAIV0-c4uymf_faiuTmgSoFKBnhvLJEH7eqJPojcMjnNLTQL9JQ-Rhfn33d97xJN04H6nNIHCxE3paI0yjmHGeYks_SfXOeupHU8rDsRCrvJTUlPWxembkFLpGTbiTePQAICCaMki58RYMHaOWIZQmOzR7hKGFRZQtYoKQ4ptTnl93LIytSrH5tLJvQdEodsv7bRHwimZI111kQvrqR8DMQDry1zA0_1VkDpchgVHkIGVpbH2rAN7cnVMsp9Fudhh-itYLggFM4rl-UEH5hxrBYFxPwogla59DzDM8yJ7Lp-NBmz-iP9c9lTZqvw5nHQsgzeQIaUAdIw6-juJAAlKPOjBRJHcdodUgpuHJVsfj0JQOSfl97HH-IJik5xFXJVvacTiii7zqAv0bwFZCF3nTU5gVQf4Z5Gx6BT7-IBqdjK764VIU3567gQxg4V-2x3QUJObWOarmE_bbVn11t6D7ubTdzejM-n7yTR3kUP5Ef-sku7m-4YTs4jdRwLjsPhf2g_-OZ1px8K0_YSosvGA0zuwdIYnD7VYXQh7l85RkI17U-K8PDUnDnUJv5qFna3az-hrGbq-n0fH0RGt_C4t2OvTYb-V_8DpKsldK9X7fjjdoGwT5BX1DlAaUASLaPJVA_719vTfk5znIhp0IspP2man-I4VGTdhAmFywHLUJ9AE_8gIifGdHXBIzPuISnZMYb8Zx2r2MFwDMrHcu0h5FgjFT6tepgrYCuq_XzM79zFhjg-tCIuCGy7ckElCpYY1A9fnWheMe8U1Li_dClm9RWL1OMlaV5X9R4-oysfH3_FiowyTZ41-2g4Fij1nujBA48GORu5H5zukaTJDH4gK3njOoHglzOkvfRny3rHGV6IqrQMYdQTiYd2MFDTOqNgtDb-N9FhkaP9bmt_oH0XT79lNdqcGrXhS8H-rw1AQuhl8jkIkPCnV0JCv1Q503JwRti3mxy9XY6mx5MzQ9gnA9gsM615Vjkqbka39Kj647fhpPNulqF6j0ydUzKtyZvGwCv0O0tSOpO8b60EWa0E2NXQaLj6xg9K1WtTtu8sNO0T1egjszGq2jpYVzuNAi6L762DIrvKT5QcE0dqsF-x4NYz6NZxQY8bfX0BjcUHXeXt1zq7p-EIOMC7xGUoGlQqUPIgYRVOwneX5qud_nI-nQoNjGfqhmiVuNtqbvM-7U_kpYGeP6osan76o12nQfucv1qrI7K0svZKMtec58lnJTrzS61923R8OFXNUUWpNqxJO_yIUamnM6FBepuOAP_NRuXSkNhOaykNpYxHYLyOfeB3k-fH1wHXM3Op7q4W8kekB1jB2EdFZ6x2XksnH1sX6ywfsWX5JOSYaazSl4gpAayeAmFPPq2va7rWzzoABayIJ7x316zmH-Lrx-_16WreMvKPWU6HeBrz0OwxbnELpybZFVgEZCiJjNds8wpazGEj1PbpUkmDVQ03gM8HtuD-VGP8nHt6M3QvXJAYZqMJjp2goclw9NTROT5jODFT5kQPbvQ8Rbo1vM3o64LHENFd-I0Co47LqwTvGHP-G71odQVLjeF6tuC-b9rjTJiGUclO6dpwUFLwtZjdhcOA1mpwu7BlZWkG3zTa5sYKDJZqZx-HDIBXn1dQbYL21X_Dtb6rafIhTKIK-AXn8eOz742_8BZY26P0sP-HuCu9vibYYWagJPFU0MOzkqPUeV_W8CeHwxZcOKGmsl0krdmtQj8rhptmT12kr_L0z1yvDOXXDyWkQqZPBeKvSF4F6xVzeInhgZIQJ-MA_iEB7kMHWCuW9wPKZwc3aQpLOto', 1795348800000, 1795348800000, NULL, NULL);
INSERT INTO public.signing_keys VALUES ('VC9S4S623WnFWhnPd9iIKOhifBmZlZLV-MJndWQ6mSY', '00oS3RHIp6XF2g54pFUv', 'internal', 'ES256', 'ACTIVE', '{"kty":"EC","alg":"ES256","kid":"VC9S4S623WnFWhnPd9iIKOhifBmZlZLV-MJndWQ6mSY","use":"sig","crv":"P-256","x":"-n-SFZ6_T88hPyAEN5Xt91kovjZ_FfkPfBD4ISJU8gQ","y":"RhEkfRCt6wC1093HY7ZqFzCJ4tgdUVZRnBcuZdwzK1Y"}', 'Av5d8in7FbK0rOeaF7qAblX4LDWEjoIzcx3kkSAx8YLuB4BYz1XlWc_EadSYfBKsgN-kYR__TKOrxA2-fud9VfsuXwjrDajc74Enodg31eYQzgYLQTF6MTUPSnVKC5JEHrIPWPsCo-en8cRKhsWNoa38WhgY8upUQoy3U6VXbdFVxOVEz7h6cx-t0IcuwNDMh4imUp9p9tvhhBxccBjBgc2Eww3N-EpIBwctJiy7-PV5W0ZTh-boHiU6Yuva37YdBJ4F852i1LJ7efU4', 1795348800000, 1795348800000, NULL, NULL);
INSERT INTO public.signing_keys VALUES ('W9W9aqHl5EikQW8EurSsxBWn40aJSULbc4leYHnJu1w', '00oS3RHIp6XF2g54pFUv', 'ausIxSceG2GXvkR6BVzV', 'RS256', 'ACTIVE', '{"kty":"RSA","alg":"RS256","kid":"W9W9aqHl5EikQW8EurSsxBWn40aJSULbc4leYHnJu1w","use":"sig","e":"AQAB","n":"ym7s08wVHJtWpFRMb4y7sDZIEUfEP7-ahHiF4Zum4e5hHCS8ZGB_fdH0wMB0JoVZS2NMJmI4xzhHyxfrvLodI1LO-N1KNmoUHwqN6gGCxDxqnEEy5dWoGoxi34kuyujV5oNmsALYsiNiBVnumLJlvxMLUd09KdDgg4E1tCf0BvakT5rvTeIEE46U4i6GzmbAZvaZQ7BrXGmmeE7Hg4pYHeHzWpilDmNBoAQaDCLAxLmJV5X7x9BAhvk4Blex2oIPTibVXroL2D8Q_8c7MFCxDoYgtimlvLXzrIYoYOsJt1fgl-Yv0NgBws5LavPqaXfGzQ23z56E4HLa7kG81OpiPw"}', 'phdnjMRHWNS-mD3BCS2VnJ5WgO1Nh7DQjfGnYQPWSyiV_yxnGMGGctAxDCz7U3qocuH3cfQIrzuGkK3OJqTqaite3XkWxtFnS7Eektt0h5KAHtxX7MT6-1VT5GRCaGFXXxCRuTWs-UjJBRkAQT0Nf2f1HYKFm_70kTrX1JnVBa42ILDM15IlYTLN22lwgutuLKUM6OZRotS8hwPmW6Vu-iSTV-8gncDZY4Bm9of5CNX81nKhU3Ou9uDhSeekikn32_LqugaWbznJeIvbqejaDzbZczo4AhK0674N-cayPDEuvmDT3QAtiFlY1TtzOQTbnoZoYpMDA8RVD7Or8PsCwx_9EMoQ_qBFjcKnrT4Wc60tuhfuXAw-OwkCBme7DsDEe-Kj5lZluRSEBZgEPPkf1_Cx2fGGXFp8kgRVSIUiIqpGa9oaQeI05xtDRtQzBFViZ_hoZYu7WIl0Jy02eHY5Qsk5kQB0IaTBAKU8mut_P7JcOevdt3gC6IWZQAofL7WZMCCFQhuzTDEuNP7zt1gEVUQTupl6UpRNPRitBXgh7_1-tPBya8xyZR5H2C7ZzlLZO2wQUBHFGvfMpYHzzlprVfO_C6cwi5IpzeM3jb60c08vCm5cKdoh9hFZMB15yy7_qyYb-X2H5xik9udRIQBRvGbswfSdg97G43WXdSnYQ6jizBYMzF2VWJBBg32_1Iyp6iOGX4OzJIJzw8LpP5tiZo15AAMZfXinDczQyZoZ09Br-wLlOOpCoKtJIDAZ4XvOalSBriY-Il3gd6LOPwaGCcM13b140_aTdg0qLKXpZHFFlmATBhgBysgktp55DfNwmIGBFgoGt-edRlXwTx5ZvDL5ZnG12FUu-9LLVOfDW9h9sw9iuZ0XadQkADIJnHHWeDH6jbMWyJBWl6F-f_EbVx-SzfRafSCH7HjCYfxzRuFns1ehydy21g1OyG68zpzxayStZOz13PY_YmM3DhXyWJg4axgFpZQ0hhz_75NrBfZfbNeqIrZkbk3pa-z_xJe2i4R4ekZ1BOvZo3tJCm8cMuQ8-tXDiBZqoUaT5HJXXA17KYI-LlEfH5nlkc6Fs_32m_ZHdZBCB0pKuJQT0jR0mfnvlbjaiyeDF6CZnZB9lFWckgMmCoZESHiE8oQVQkeWjpvw6-IA3OVEYiDAV92964loi33lgt5DHXUVH4lQjTXfzSlK5uCfCkZ0TxK4UZQI7kkCZ84v47zIuYYrzNCeBHZ3LDDp_rWUjMQguS8sP-UYK4UyW6nKWRMtKuYXp5hLURowqyng0iqmvQyNjvHuKQynWm8sfHRU6NpiXLaKbBw1VusFRiuyYTIGzGsRIDnPpZ-21PNEDX16D85CqfRlmYnoSWSlywV5urAbdWuNZB_TTqplWjKWJoEUCV5IpLciBAjG0Rsdwh3snR9kw1c6AsrcWFFbc5JMX6C51ZWkI-3T9yz6g5Ygk4HAFsZKOlOamT6_kcPGAbt4z0INGc-7PVj25gJJOGZMBh7qk8w5Rr47wwo6edXSvNscepFROG8NyPmxgCT_xS0Yp_S-dnEywx26EmUo1KLLbKJvi9d24MMM0QY0IQYSLaEB3FIDjgUaMADQI3PNppJtbkGWAM5Ol37EqOtUzeQD9oyLhx9PxZngSXwU6k4DDqSAuudXzj5Xvm6FvIR_Y6C7D1jsQj7pXZHmk8h6LplQQJ8yqkBSjxDfa8hyT_PKDNgIVZvogrUs1uMjkvuOFydPrw8SDfNy4K4_qbjW8Uv3P7V3ihUYi1kKd6sbPmWEbUzGixuA-h1pXzUF2U3Y13CbyeKULWVJWw0olb-5vE4VYfhIbrWUEMDiOv19QjTXzqMjVWnZF4MZzi_DNLVCrpCQGanv0C-p43U06nw-TAD2FeoYa3TmvCYs6_RGAP8twbR4O4JTK9PS5n-IrFa1CaxiPXOHuxk-92b1mfXJwBhUSjbYwuZxq5eRe5xD5MwP9BPwrAxI1DmQ1GQIE3qY79dGQHQJmevwwrv2mP5Od3CR_Pd5BUBNlYmQHLqK1VX9eAsHpVlKLeISgXp9deMl73cyPPYMRcpTuRr-RiMMrT_UAGGoXbM76LvL3hy0FWXIfFDZrYyNK9TELyntaQvvgeaHMa3O070ai5Amtf0bZm70GKdGKqy4Lv5J2CsHBS2DjFbhes5EUOQZoPxMxk7fZp2TDiM', 1795348830000, 1795348830000, NULL, NULL);


--
-- Data for Name: spent_jwts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: spent_proofs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: trusted_origins; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.trusted_origins VALUES ('tosIXKO663OdTFMPePdb', '00oS3RHIp6XF2g54pFUv', 'Stored', 'https://app.example.com', 'ACTIVE', 'CORS', 1795348830000, '00uQYrqrjy4iKbk2UwCs', 1795348830000, '00uQYrqrjy4iKbk2UwCs');


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.users VALUES ('00uQYrqrjy4iKbk2UwCs', '00oS3RHIp6XF2g54pFUv', 'ACTIVE', 'admin@example.com', 'admin@example.com', 'admin', 'admin@example.com', 'admin@example.com', 'ada', 'admin', '{"login":"admin@example.com","email":"admin@example.com","firstName":"Ada","lastName":"Admin","displayName":"Ada Admin","nickName":"Ada","locale":"en-US","timezone":"Europe/Berlin","mobilePhone":"\u002B49 30 1234567","primaryPhone":"\u002B49 30 1234567","streetAddress":"Unter den Linden 1","city":"Berlin","zipCode":"10117","countryCode":"DE"}', 'AQAAAAIAAAPoAAAAEGLxlhGkdGKv5vT5XkNz6PwWp8QAriZMLBqtL575rTfDom+LYEMmgw0aHZ/hMOpWWQ==', 1795348800000, 0, 0, NULL, NULL, 1, 1, 1795348800000, 1795348800000, 1795348800000, 1795348800000, NULL);
INSERT INTO public.users VALUES ('00uLyBrAfY84JbCoUN94', '00oS3RHIp6XF2g54pFUv', 'ACTIVE', 'mia@example.com', 'mia@example.com', 'mia', 'mia@example.com', 'mia@example.com', 'mia', 'moreno', '{"login":"mia@example.com","email":"mia@example.com","firstName":"Mia","lastName":"Moreno","displayName":"Mia Moreno","nickName":"Mia","locale":"en-US","timezone":"Europe/Berlin","mobilePhone":"\u002B49 30 1234567","primaryPhone":"\u002B49 30 1234567","streetAddress":"Unter den Linden 1","city":"Berlin","zipCode":"10117","countryCode":"DE"}', 'AQAAAAIAAAPoAAAAEBb/r9pJ4ij9nil0zc03SIB4L0LsrleZ6nMSFlCKZZPuvZsrywZBw8iUhwVvPOsSVA==', 1795348800000, 0, 0, NULL, NULL, 1, 0, 1795348800000, 1795348800000, 1795348800000, 1795348800000, 1795348800000);
INSERT INTO public.users VALUES ('00uZwk3uJzKh07nKl4NY', '00oS3RHIp6XF2g54pFUv', 'ACTIVE', 'totp@example.com', 'totp@example.com', 'totp', 'totp@example.com', 'totp@example.com', 'test', 'person', '{"login":"totp@example.com","email":"totp@example.com","firstName":"Test","lastName":"Person"}', 'AQAAAAIAAAPoAAAAEEwIFqtBKo3sOGSh9T970RA1IKwBvepyj/6hPaxrBSUtmMDcZqGi1CwMi1oZXiQUqw==', 1795348800000, 0, 0, 1795348830000, NULL, 0, 0, 1795348800000, 1795348800000, 1795348800000, 1795348800000, 1795348830000);


--
-- Name: changes_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.changes_seq_seq', 31, true);


--
-- Name: access_policies access_policies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_policies
    ADD CONSTRAINT access_policies_pkey PRIMARY KEY (id);


--
-- Name: access_policy_rules access_policy_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_policy_rules
    ADD CONSTRAINT access_policy_rules_pkey PRIMARY KEY (id);


--
-- Name: answered_consents answered_consents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answered_consents
    ADD CONSTRAINT answered_consents_pkey PRIMARY KEY (ticket_hash);


--
-- Name: api_tokens api_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);


--
-- Name: api_tokens api_tokens_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);


--
-- Name: app_groups app_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_groups
    ADD CONSTRAINT app_groups_pkey PRIMARY KEY (app_id, group_id);


--
-- Name: app_scopes app_scopes_app_id_scope_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_scopes
    ADD CONSTRAINT app_scopes_app_id_scope_key UNIQUE (app_id, scope);


--
-- Name: app_scopes app_scopes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_scopes
    ADD CONSTRAINT app_scopes_pkey PRIMARY KEY (id);


--
-- Name: app_users app_users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_users
    ADD CONSTRAINT app_users_pkey PRIMARY KEY (app_id, user_id);


--
-- Name: apps apps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.apps
    ADD CONSTRAINT apps_pkey PRIMARY KEY (id);


--
-- Name: authn_transactions authn_transactions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authn_transactions
    ADD CONSTRAINT authn_transactions_pkey PRIMARY KEY (state_hash);


--
-- Name: authorization_codes authorization_codes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authorization_codes
    ADD CONSTRAINT authorization_codes_pkey PRIMARY KEY (hash);


--
-- Name: authorization_servers authorization_servers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authorization_servers
    ADD CONSTRAINT authorization_servers_pkey PRIMARY KEY (org_id, id);


--
-- Name: brands brands_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.brands
    ADD CONSTRAINT brands_pkey PRIMARY KEY (org_id);


--
-- Name: changes changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (seq);


--
-- Name: claims claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (id);


--
-- Name: client_registrations client_registrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_registrations
    ADD CONSTRAINT client_registrations_pkey PRIMARY KEY (client_id);


--
-- Name: client_registrations client_registrations_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_registrations
    ADD CONSTRAINT client_registrations_token_hash_key UNIQUE (token_hash);


--
-- Name: consents consents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);


--
-- Name: decoupled_requests decoupled_requests_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decoupled_requests
    ADD CONSTRAINT decoupled_requests_hash_key UNIQUE (hash);


--
-- Name: decoupled_requests decoupled_requests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decoupled_requests
    ADD CONSTRAINT decoupled_requests_pkey PRIMARY KEY (id);


--
-- Name: decoupled_requests decoupled_requests_user_code_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decoupled_requests
    ADD CONSTRAINT decoupled_requests_user_code_hash_key UNIQUE (user_code_hash);


--
-- Name: device_secret_grants device_secret_grants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device_secret_grants
    ADD CONSTRAINT device_secret_grants_pkey PRIMARY KEY (grant_id);


--
-- Name: device_secrets device_secrets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device_secrets
    ADD CONSTRAINT device_secrets_pkey PRIMARY KEY (sid);


--
-- Name: device_secrets device_secrets_secret_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device_secrets
    ADD CONSTRAINT device_secrets_secret_hash_key UNIQUE (secret_hash);


--
-- Name: factors factors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factors
    ADD CONSTRAINT factors_pkey PRIMARY KEY (id);


--
-- Name: group_members group_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_pkey PRIMARY KEY (group_id, user_id);


--
-- Name: groups groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_pkey PRIMARY KEY (id);


--
-- Name: interclient_allowed_apps interclient_allowed_apps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interclient_allowed_apps
    ADD CONSTRAINT interclient_allowed_apps_pkey PRIMARY KEY (app_id, allowed_app_id);


--
-- Name: interclient_tokens interclient_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interclient_tokens
    ADD CONSTRAINT interclient_tokens_pkey PRIMARY KEY (token_hash);


--
-- Name: log_events log_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_events
    ADD CONSTRAINT log_events_pkey PRIMARY KEY (id);


--
-- Name: logout_notices logout_notices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logout_notices
    ADD CONSTRAINT logout_notices_pkey PRIMARY KEY (sid, client_id, server_id);


--
-- Name: mailed_codes mailed_codes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mailed_codes
    ADD CONSTRAINT mailed_codes_pkey PRIMARY KEY (user_id);


--
-- Name: mails mails_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);


--
-- Name: one_time_links one_time_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_pkey PRIMARY KEY (token_hash);


--
-- Name: orgs orgs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orgs
    ADD CONSTRAINT orgs_pkey PRIMARY KEY (id);


--
-- Name: orgs orgs_subdomain_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orgs
    ADD CONSTRAINT orgs_subdomain_key UNIQUE (subdomain);


--
-- Name: pushed_requests pushed_requests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pushed_requests
    ADD CONSTRAINT pushed_requests_pkey PRIMARY KEY (hash);


--
-- Name: recovery_requests recovery_requests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recovery_requests
    ADD CONSTRAINT recovery_requests_pkey PRIMARY KEY (id);


--
-- Name: refresh_families refresh_families_key_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_families
    ADD CONSTRAINT refresh_families_key_hash_key UNIQUE (key_hash);


--
-- Name: refresh_families refresh_families_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_families
    ADD CONSTRAINT refresh_families_pkey PRIMARY KEY (id);


--
-- Name: registrations registrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (token_hash);


--
-- Name: revocations revocations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.revocations
    ADD CONSTRAINT revocations_pkey PRIMARY KEY (subject);


--
-- Name: schema_versions schema_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_versions
    ADD CONSTRAINT schema_versions_pkey PRIMARY KEY (version);


--
-- Name: scopes scopes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_pkey PRIMARY KEY (id);


--
-- Name: session_apps session_apps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_apps
    ADD CONSTRAINT session_apps_pkey PRIMARY KEY (sid, client_id, server_id);


--
-- Name: session_tokens session_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_tokens
    ADD CONSTRAINT session_tokens_pkey PRIMARY KEY (token_hash);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: sessions sessions_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);


--
-- Name: sign_ups sign_ups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_pkey PRIMARY KEY (id);


--
-- Name: signing_keys signing_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (kid);


--
-- Name: spent_jwts spent_jwts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spent_jwts
    ADD CONSTRAINT spent_jwts_pkey PRIMARY KEY (hash);


--
-- Name: spent_proofs spent_proofs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spent_proofs
    ADD CONSTRAINT spent_proofs_pkey PRIMARY KEY (hash);


--
-- Name: trusted_origins trusted_origins_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trusted_origins
    ADD CONSTRAINT trusted_origins_pkey PRIMARY KEY (id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: access_policies_server; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_policies_server ON public.access_policies USING btree (org_id, server_id);


--
-- Name: access_policy_rules_policy; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_policy_rules_policy ON public.access_policy_rules USING btree (policy_id);


--
-- Name: answered_consents_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX answered_consents_expires ON public.answered_consents USING btree (expires_at);


--
-- Name: api_tokens_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_tokens_expires ON public.api_tokens USING btree (expires_at);


--
-- Name: api_tokens_org; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_tokens_org ON public.api_tokens USING btree (org_id, created_at);


--
-- Name: api_tokens_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_tokens_user ON public.api_tokens USING btree (user_id);


--
-- Name: app_groups_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX app_groups_group ON public.app_groups USING btree (group_id);


--
-- Name: app_users_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX app_users_user ON public.app_users USING btree (user_id);


--
-- Name: apps_label; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX apps_label ON public.apps USING btree (org_id, label_key);


--
-- Name: apps_page; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX apps_page ON public.apps USING btree (org_id, id);


--
-- Name: authn_transactions_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX authn_transactions_expires ON public.authn_transactions USING btree (expires_at);


--
-- Name: authn_transactions_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX authn_transactions_user ON public.authn_transactions USING btree (user_id);


--
-- Name: authorization_codes_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX authorization_codes_expires ON public.authorization_codes USING btree (expires_at);


--
-- Name: changes_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changes_at ON public.changes USING btree (at);


--
-- Name: claims_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX claims_name ON public.claims USING btree (org_id, server_id, name, claim_type);


--
-- Name: consents_client; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX consents_client ON public.consents USING btree (client_id);


--
-- Name: consents_scope; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX consents_scope ON public.consents USING btree (user_id, client_id, server_id, scope);


--
-- Name: decoupled_requests_client; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX decoupled_requests_client ON public.decoupled_requests USING btree (org_id, client_id, ip);


--
-- Name: decoupled_requests_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX decoupled_requests_expires ON public.decoupled_requests USING btree (expires_at);


--
-- Name: decoupled_requests_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX decoupled_requests_user ON public.decoupled_requests USING btree (user_id);


--
-- Name: device_secret_grants_sid; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX device_secret_grants_sid ON public.device_secret_grants USING btree (sid);


--
-- Name: device_secrets_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX device_secrets_expires ON public.device_secrets USING btree (expires_at);


--
-- Name: device_secrets_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX device_secrets_user ON public.device_secrets USING btree (user_id);


--
-- Name: factors_user; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX factors_user ON public.factors USING btree (user_id, type);


--
-- Name: group_members_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_members_user ON public.group_members USING btree (user_id);


--
-- Name: groups_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX groups_name ON public.groups USING btree (org_id, name_key);


--
-- Name: groups_page; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX groups_page ON public.groups USING btree (org_id, id);


--
-- Name: interclient_allowed_apps_reverse; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX interclient_allowed_apps_reverse ON public.interclient_allowed_apps USING btree (allowed_app_id);


--
-- Name: interclient_tokens_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX interclient_tokens_expires ON public.interclient_tokens USING btree (expires_at);


--
-- Name: interclient_tokens_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX interclient_tokens_user ON public.interclient_tokens USING btree (user_id);


--
-- Name: log_events_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX log_events_expires ON public.log_events USING btree (expires_at);


--
-- Name: log_events_page; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX log_events_page ON public.log_events USING btree (org_id, published_at, id);


--
-- Name: log_events_type; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX log_events_type ON public.log_events USING btree (org_id, event_type, published_at, id);


--
-- Name: logout_notices_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logout_notices_due ON public.logout_notices USING btree (next_attempt_at);


--
-- Name: logout_notices_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logout_notices_expires ON public.logout_notices USING btree (expires_at);


--
-- Name: mailed_codes_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mailed_codes_expires ON public.mailed_codes USING btree (expires_at);


--
-- Name: mails_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mails_due ON public.mails USING btree (next_attempt_at);


--
-- Name: mails_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mails_expires ON public.mails USING btree (expires_at);


--
-- Name: one_time_links_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX one_time_links_expires ON public.one_time_links USING btree (expires_at);


--
-- Name: one_time_links_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX one_time_links_user ON public.one_time_links USING btree (user_id);


--
-- Name: pushed_requests_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pushed_requests_expires ON public.pushed_requests USING btree (expires_at);


--
-- Name: recovery_requests_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recovery_requests_expires ON public.recovery_requests USING btree (expires_at);


--
-- Name: recovery_requests_login; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recovery_requests_login ON public.recovery_requests USING btree (org_id, login_key, created_at);


--
-- Name: refresh_families_client; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_families_client ON public.refresh_families USING btree (client_id);


--
-- Name: refresh_families_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_families_expires ON public.refresh_families USING btree (expires_at);


--
-- Name: refresh_families_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_families_user ON public.refresh_families USING btree (user_id);


--
-- Name: registrations_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX registrations_expires ON public.registrations USING btree (expires_at);


--
-- Name: revocations_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX revocations_expires ON public.revocations USING btree (expires_at);


--
-- Name: scopes_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX scopes_name ON public.scopes USING btree (org_id, server_id, name);


--
-- Name: session_apps_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_apps_expires ON public.session_apps USING btree (expires_at);


--
-- Name: session_apps_session; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_apps_session ON public.session_apps USING btree (session_id);


--
-- Name: session_tokens_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_tokens_expires ON public.session_tokens USING btree (expires_at);


--
-- Name: session_tokens_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_tokens_user ON public.session_tokens USING btree (user_id);


--
-- Name: sessions_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_expires ON public.sessions USING btree (expires_at);


--
-- Name: sessions_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_user ON public.sessions USING btree (user_id);


--
-- Name: sign_ups_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_ups_email ON public.sign_ups USING btree (org_id, email_key, created_at);


--
-- Name: sign_ups_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_ups_expires ON public.sign_ups USING btree (expires_at);


--
-- Name: signing_keys_active; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX signing_keys_active ON public.signing_keys USING btree (org_id, server_id, algorithm) WHERE (status = 'ACTIVE'::text);


--
-- Name: signing_keys_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signing_keys_expires ON public.signing_keys USING btree (expires_at);


--
-- Name: signing_keys_next; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX signing_keys_next ON public.signing_keys USING btree (org_id, server_id, algorithm) WHERE (status = 'NEXT'::text);


--
-- Name: signing_keys_server; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signing_keys_server ON public.signing_keys USING btree (org_id, server_id);


--
-- Name: spent_jwts_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX spent_jwts_expires ON public.spent_jwts USING btree (expires_at);


--
-- Name: spent_proofs_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX spent_proofs_expires ON public.spent_proofs USING btree (expires_at);


--
-- Name: trusted_origins_origin; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX trusted_origins_origin ON public.trusted_origins USING btree (org_id, origin);


--
-- Name: users_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_email ON public.users USING btree (org_id, email_key);


--
-- Name: users_first_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_first_name ON public.users USING btree (org_id, first_name_key);


--
-- Name: users_last_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_last_name ON public.users USING btree (org_id, last_name_key);


--
-- Name: users_locked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_locked ON public.users USING btree (org_id, locked_at) WHERE (locked_at IS NOT NULL);


--
-- Name: users_login; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_login ON public.users USING btree (org_id, login_key);


--
-- Name: users_page; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_page ON public.users USING btree (org_id, id);


--
-- Name: users_short_login; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_short_login ON public.users USING btree (org_id, short_login_key);


--
-- Name: users_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_status ON public.users USING btree (org_id, status, id);


--
-- Name: access_policies access_policies_org_id_server_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_policies
    ADD CONSTRAINT access_policies_org_id_server_id_fkey FOREIGN KEY (org_id, server_id) REFERENCES public.authorization_servers(org_id, id) ON DELETE CASCADE;


--
-- Name: access_policy_rules access_policy_rules_policy_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_policy_rules
    ADD CONSTRAINT access_policy_rules_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.access_policies(id) ON DELETE CASCADE;


--
-- Name: api_tokens api_tokens_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: api_tokens api_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: app_groups app_groups_app_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_groups
    ADD CONSTRAINT app_groups_app_id_fkey FOREIGN KEY (app_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: app_groups app_groups_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_groups
    ADD CONSTRAINT app_groups_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


--
-- Name: app_scopes app_scopes_app_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_scopes
    ADD CONSTRAINT app_scopes_app_id_fkey FOREIGN KEY (app_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: app_users app_users_app_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_users
    ADD CONSTRAINT app_users_app_id_fkey FOREIGN KEY (app_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: app_users app_users_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_users
    ADD CONSTRAINT app_users_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: apps apps_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.apps
    ADD CONSTRAINT apps_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: authn_transactions authn_transactions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authn_transactions
    ADD CONSTRAINT authn_transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: authorization_servers authorization_servers_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authorization_servers
    ADD CONSTRAINT authorization_servers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: brands brands_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.brands
    ADD CONSTRAINT brands_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: claims claims_org_id_server_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_org_id_server_id_fkey FOREIGN KEY (org_id, server_id) REFERENCES public.authorization_servers(org_id, id) ON DELETE CASCADE;


--
-- Name: client_registrations client_registrations_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_registrations
    ADD CONSTRAINT client_registrations_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: consents consents_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: consents consents_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: device_secret_grants device_secret_grants_sid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device_secret_grants
    ADD CONSTRAINT device_secret_grants_sid_fkey FOREIGN KEY (sid) REFERENCES public.device_secrets(sid) ON DELETE CASCADE;


--
-- Name: device_secrets device_secrets_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device_secrets
    ADD CONSTRAINT device_secrets_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: factors factors_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factors
    ADD CONSTRAINT factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: group_members group_members_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


--
-- Name: group_members group_members_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: groups groups_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: interclient_allowed_apps interclient_allowed_apps_allowed_app_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interclient_allowed_apps
    ADD CONSTRAINT interclient_allowed_apps_allowed_app_id_fkey FOREIGN KEY (allowed_app_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: interclient_allowed_apps interclient_allowed_apps_app_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interclient_allowed_apps
    ADD CONSTRAINT interclient_allowed_apps_app_id_fkey FOREIGN KEY (app_id) REFERENCES public.apps(id) ON DELETE CASCADE;


--
-- Name: interclient_tokens interclient_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.interclient_tokens
    ADD CONSTRAINT interclient_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: mailed_codes mailed_codes_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mailed_codes
    ADD CONSTRAINT mailed_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: one_time_links one_time_links_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: scopes scopes_org_id_server_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_org_id_server_id_fkey FOREIGN KEY (org_id, server_id) REFERENCES public.authorization_servers(org_id, id) ON DELETE CASCADE;


--
-- Name: session_tokens session_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_tokens
    ADD CONSTRAINT session_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: signing_keys signing_keys_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: trusted_origins trusted_origins_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trusted_origins
    ADD CONSTRAINT trusted_origins_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- Name: users users_org_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id);


--
-- PostgreSQL database dump complete
--

\unrestrict N0g1nkjK38K7x2fCzw6NgvJotYarH9qzwIdw60eWK9qPYyOnnHh2A8PpsE1Fxya

