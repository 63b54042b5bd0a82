-- A link beside the code in a mail. Whoever reads the mail says by it that the page which waits for the code may go on: one for each page that waits.

create table mail_links (
  hash text primary key,                 -- of what the mail says
  subject text not null,                 -- hash of what the page that waits holds
  org_id text not null,
  user_id text references users (id) on delete cascade,     -- whose mailbox; null: nobody's, or somebody's about to be
  era bigint not null,                   -- of the account, in which it was mailed
  address text not null,                 -- where to
  number text not null,                  -- shown by the page that waits, typed where the link is opened in another browser
  browser text,                          -- hash of what tells the browser that waits from others; null: it told nothing
  app text,                              -- what waits for it; null: the org's own page
  ip text,
  user_agent text not null,
  onward text,                           -- the page that waits; null: an app's own
  state text not null,                   -- WAITING, OPENED, REFUSED, USED
  created_at bigint not null,
  works_until bigint not null,
  expires_at bigint not null
);
create unique index mail_links_subject on mail_links (subject);
create index mail_links_user on mail_links (user_id);
create index mail_links_expires on mail_links (expires_at);
