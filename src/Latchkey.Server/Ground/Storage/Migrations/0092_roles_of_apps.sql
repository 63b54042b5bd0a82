-- Until now an app did whatever its scopes said. What each of them does stays: it gets a role that permits all that scopes could, everywhere.
insert into custom_roles (id, org_id, label, label_key, description, created_at, updated_at)
select 'cr0' || substr(o.id, 4), o.id, 'Apps from before roles', 'apps from before roles', 'Whatever the scopes of an app allow. Give its apps roles of their own, and delete it.',
  o.created_at, o.created_at
from orgs o where exists (select 1 from apps a where a.org_id = o.id and exists (select 1 from app_scopes s where s.app_id = a.id));

insert into role_permissions (role_id, permission, created_at)
select r.id, p.permission, r.created_at
from custom_roles r cross join (
  select 'okta.apiTokens.manage' as permission union all select 'okta.appGrants.manage' union all select 'okta.apps.manage'
  union all select 'okta.authorizationServers.manage' union all select 'okta.brands.manage' union all select 'okta.clients.manage'
  union all select 'okta.groups.manage' union all select 'okta.networkZones.manage' union all select 'okta.orgs.manage' union all select 'okta.policies.manage'
  union all select 'okta.sessions.manage' union all select 'okta.templates.manage' union all select 'okta.trustedOrigins.manage'
  union all select 'okta.users.manage' union all select 'okta.schemas.manage' union all select 'okta.userTypes.manage'
  union all select 'okta.authenticators.manage' union all select 'okta.linkedObjects.manage' union all select 'okta.roles.read'
  union all select 'okta.inlineHooks.manage' union all select 'okta.eventHooks.manage' union all select 'okta.logs.read'
) p;

insert into resource_sets (id, org_id, label, label_key, description, created_at, updated_at)
select 'iam' || substr(r.org_id, 4), r.org_id, 'Everything', 'everything', 'All there is in the organization.', r.created_at, r.created_at from custom_roles r;

insert into resource_set_resources (id, set_id, kind, target, created_at)
select 'ire' || substr(s.org_id, 4), s.id, 'EVERYTHING', '', s.created_at from resource_sets s;

insert into role_assignments (id, org_id, assignee_id, app_id, type, role_id, set_id, created_at, updated_at)
select 'irb' || substr(a.id, 4), a.org_id, a.id, a.id, 'CUSTOM', 'cr0' || substr(a.org_id, 4), 'iam' || substr(a.org_id, 4), a.created_at, a.created_at
from apps a where exists (select 1 from app_scopes s where s.app_id = a.id);
