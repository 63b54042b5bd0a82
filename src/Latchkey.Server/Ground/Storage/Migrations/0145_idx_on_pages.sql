-- A sign-in of this server's own page, which an org's script draws: the page's sealed handle, good in the browser that it was made for.
alter table idx_transactions add column flow text;
-- The session that it has begun: all that is left is to answer the app.
alter table idx_transactions add column session_id text;
