-- What an org chooses of how its people come in, and who has been offered a second factor.

alter table orgs add column identifier_first bigint not null default 0;          -- 1: the name on a page of its own
alter table orgs add column work_proof text not null default 'PREFERRED';        -- of browsers, before a sign-up or a recovery
alter table orgs add column changes_email bigint not null default 1;             -- 1: people change their own address, proving both
alter table orgs add column tells_of_devices bigint not null default 0;          -- 1: by mail, when somebody signs in on a new one
alter table orgs add column keeps_signed_in bigint not null default 0;           -- 1: people choose that a browser keeps their session
alter table users add column enroll_skips bigint not null default 0;             -- how often they said not now
alter table users add column enroll_skipped_at bigint;
