using System.Collections.Frozen;

namespace Latchkey.Server.Core.Hooks;

/// <summary>
/// The event types that a hook can be told of. Not among them is what is written for every token and every authorization request, which the log is asked
/// for, and what happens to event hooks themselves: a hook that cannot be reached would be told that it could not be reached.
/// </summary>
internal static class HookableEvents
{
    public static readonly FrozenSet<string> All = FrozenSet.Create(StringComparer.Ordinal,
        "app.oauth2.as.consent.revoke", "app.oauth2.as.evaluate.claim", "app.oauth2.as.token.detect_reuse", "app.oauth2.as.token.revoke",
        "app.oauth2.client.lifecycle.create", "app.oauth2.client.lifecycle.delete", "app.oauth2.client.lifecycle.update",
        "app.oauth2.client.read_client_secret", "app.oauth2.consent.grant", "app.oauth2.consent.revoke", "app.oauth2.invalid_client_credentials",
        "app.oauth2.token.revoke",
        "application.lifecycle.activate", "application.lifecycle.create", "application.lifecycle.deactivate", "application.lifecycle.delete",
        "application.lifecycle.update", "application.policy.sign_on.update", "application.user_membership.add", "application.user_membership.remove",
        "directory.app_user_profile.update", "directory.user_profile.update",
        "group.application_assignment.add", "group.application_assignment.remove", "group.lifecycle.create", "group.lifecycle.delete",
        "group.owner.add", "group.owner.remove",
        "group.profile.update", "group.rule.activate", "group.rule.create", "group.rule.deactivate", "group.rule.delete", "group.rule.update",
        "group.user_membership.add", "group.user_membership.remove",
        "hook_key.created", "hook_key.deleted", "hook_key.updated",
        "inline_hook.activated", "inline_hook.created", "inline_hook.deactivated", "inline_hook.deleted", "inline_hook.executed", "inline_hook.updated",
        "oauth2.as.activated", "oauth2.as.created", "oauth2.as.deactivated", "oauth2.as.deleted", "oauth2.as.updated",
        "oauth2.claim.created", "oauth2.claim.deleted", "oauth2.claim.updated", "oauth2.scope.created", "oauth2.scope.deleted", "oauth2.scope.updated",
        "org.settings.client_registration.update",
        "policy.evaluate_sign_on", "policy.lifecycle.activate", "policy.lifecycle.create", "policy.lifecycle.deactivate", "policy.lifecycle.delete",
        "policy.lifecycle.update", "policy.rule.activate", "policy.rule.add", "policy.rule.deactivate", "policy.rule.delete", "policy.rule.update",
        "security.trusted_origin.activate", "security.trusted_origin.create", "security.trusted_origin.deactivate", "security.trusted_origin.delete",
        "security.trusted_origin.update",
        "system.api_token.create", "system.api_token.revoke", "system.api_token.update",
        "system.brand.page.delete", "system.brand.page.update", "system.brand.theme.update", "system.brand.update", "system.brand.well_known_uri.update",
        "system.email.delivery",
        "system.email.template.create", "system.email.template.delete", "system.email.template.render", "system.email.template.settings.update",
        "system.email.template.update", "system.org.settings.update",
        "user.account.expire_password", "user.account.lock", "user.account.privilege.grant", "user.account.privilege.revoke",
        "user.account.reset_password", "user.account.unlock", "user.account.update_password", "user.account.update_profile",
        "user.authentication.auth_via_mfa", "user.authentication.universal_logout", "user.authentication.verify",
        "user.credential.recovery_question.update",
        "user.lifecycle.activate", "user.lifecycle.create", "user.lifecycle.deactivate", "user.lifecycle.delete.initiated", "user.lifecycle.reactivate",
        "user.lifecycle.suspend", "user.lifecycle.unsuspend",
        "user.linked_object.add", "user.linked_object.definition.create", "user.linked_object.definition.delete", "user.linked_object.remove",
        "user.mfa.factor.activate", "user.mfa.factor.deactivate", "user.mfa.factor.reset_all", "user.mfa.factor.update",
        "user.session.access_admin_app", "user.session.clear", "user.session.end", "user.session.start",
        "zone.activate", "zone.create", "zone.deactivate", "zone.delete", "zone.update");
}
