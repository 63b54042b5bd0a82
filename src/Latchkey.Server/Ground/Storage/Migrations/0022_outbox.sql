-- One outbox for whatever leaves the server after a commit: mail, notices to apps, and what comes later.
-- due_at says when it is to be tried; while it is being tried, until when nobody else may. Null: delivered, or given up (last_problem).
create table outbox (
  seq rising_number,
  id text not null unique,
  kind text not null,
  org_id text not null,
  recipient text not null,               -- whom it is for, as its kind names them: an address, an app
  in_order bigint not null default 0,    -- 1: only once everything earlier for this recipient is settled
  payload text not null,                 -- what its kind needs; sealed where that is a secret
  attempts bigint not null default 0,
  last_problem text,
  created_at bigint not null,
  due_at bigint,
  delivered_at bigint,
  expires_at bigint not null
);
create index outbox_due on outbox (kind, due_at);
create index outbox_order on outbox (kind, recipient, seq) where in_order = 1;
create index outbox_expires on outbox (expires_at);

insert into outbox (id, kind, org_id, recipient, payload, attempts, last_problem, created_at, due_at, expires_at)
select id, 'mail', org_id, recipient, sealed_letter, attempts, case when next_attempt_at is null then 'The recipient''s server refused it.' end,
  created_at, next_attempt_at, expires_at
from mails where sent_at is null order by created_at, id;

insert into outbox (id, kind, org_id, recipient, payload, attempts, created_at, due_at, expires_at)
select sid || ' ' || client_id || ' ' || server_id, 'logout_notice', org_id, client_id,
  '{"Sid":"' || sid || '","UserId":"' || user_id || '","ServerId":"' || server_id || '"}', attempts, created_at, next_attempt_at, expires_at
from logout_notices order by created_at, sid;

drop table mails;
drop table logout_notices;
