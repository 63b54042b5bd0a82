-- What else is done in an app's own pages than to sign in: a forgotten password, a locked account, an account about to be.
alter table idx_transactions add column intent text not null default 'LOGIN';
alter table idx_transactions add column identifier text;       -- who somebody says they are, as long as that is all
alter table idx_transactions add column sign_up bigint;        -- which of its sign-ups it waits for
alter table idx_transactions add column skipped bigint not null default 0;     -- what nobody insists on is not set up
-- A code that was mailed to whoever it is.
alter table idx_transactions add column code_user text;        -- null: to nobody
alter table idx_transactions add column code_mac text;
alter table idx_transactions add column code_until bigint not null default 0;
alter table idx_transactions add column code_attempts bigint not null default 0;
