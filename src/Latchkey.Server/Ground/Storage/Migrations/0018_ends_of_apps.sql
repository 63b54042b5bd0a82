-- What an app that is switched off takes with it is found without reading every code and every hand-over there is.

create index authorization_codes_client on authorization_codes (client_id) where redeemed_at is null;
create index interclient_tokens_client on interclient_tokens (client_id) where used_at is null;
