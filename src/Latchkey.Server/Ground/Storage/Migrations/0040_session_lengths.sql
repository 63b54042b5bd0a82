-- How long a session lasts, as the rule said when it began; those from before began under what every org has.

alter table sessions add column idle_minutes bigint not null default 120;
alter table sessions add column lifetime_minutes bigint not null default 43200;
alter table sessions add column persistent bigint not null default 0;
