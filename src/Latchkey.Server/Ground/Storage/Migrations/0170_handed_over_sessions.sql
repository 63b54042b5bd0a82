-- An app handed its person over to another one in a browser: nobody has signed in there. Threats rows 4 and 8.
alter table sessions add column handed_over bigint not null default 0;
