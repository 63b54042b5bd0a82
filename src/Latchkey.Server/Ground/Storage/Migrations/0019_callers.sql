-- Codes that wait are counted by whoever asked for them, not by the address: an IPv6 customer has 2^64 of those.

alter table decoupled_requests add column caller text not null default '';
create index decoupled_requests_caller on decoupled_requests (org_id, client_id, caller);
drop index decoupled_requests_client;
