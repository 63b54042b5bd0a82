-- How sure an app wants to be of who answers on another device, and how sure it may be.

alter table decoupled_requests add column acr_values text not null default '';
alter table decoupled_requests add column acr text;
