namespace Latchkey.Server.Core.Log;

/// <summary>What administrators do, by the contract's event names (§3.6).</summary>
internal static class AdminEvents
{
    public static readonly LogEntry SessionsCleared = new("user.session.clear", "All sessions of a user ended");
    public static readonly LogEntry SessionEnded = new("user.session.end", "Session ended by an administrator");
    public static readonly LogEntry EverythingRevoked = new("user.authentication.universal_logout", "All sessions and refresh tokens of a user ended");
    public static readonly LogEntry AccountLocked = new("user.account.lock", "Account locked after too many wrong passwords") { Severity = "WARN" };
    public static readonly LogEntry AccountUnlocked = new("user.account.unlock", "Account unlocked");
    public static readonly LogEntry PasswordChanged = new("user.account.update_password", "Password changed");
    public static readonly LogEntry PasswordReset = new("user.account.reset_password", "Password reset by an administrator");
    public static readonly LogEntry RecoveryRequested = new("user.account.reset_password", "Mail for a forgotten password requested by the user");
    public static readonly LogEntry SignInCodeRequested = new("system.email.send_factor_verify_message", "Mail with a code to sign in by requested");
    public static readonly LogEntry UnlockRequested = new("user.account.unlock_token", "Mail for a locked account requested by the user");
    public static readonly LogEntry PasswordExpired = new("user.account.expire_password", "Password expired by an administrator");
    public static readonly LogEntry ConsentRevoked = new("app.oauth2.as.consent.revoke", "Consent of a user to an app revoked");
    public static readonly LogEntry NotMe = new("user.account.report_suspicious_activity_by_enduser", "A user says that a change of the account was not theirs")
    {
        Severity = "WARN",
    };
    public static readonly LogEntry ProfileUpdated = new("user.account.update_profile", "User profile updated");
    public static readonly LogEntry UserCreated = new("user.lifecycle.create", "User created");
    public static readonly LogEntry UserActivated = new("user.lifecycle.activate", "User activated");
    public static readonly LogEntry UserReactivated = new("user.lifecycle.reactivate", "User activation started again");
    public static readonly LogEntry UserDeactivated = new("user.lifecycle.deactivate", "User deactivated");
    public static readonly LogEntry UserSuspended = new("user.lifecycle.suspend", "User suspended");
    public static readonly LogEntry UserUnsuspended = new("user.lifecycle.unsuspend", "User unsuspended");
    public static readonly LogEntry UserDeleted = new("user.lifecycle.delete.initiated", "User deleted");
    public static readonly LogEntry ClientSecretRead = new("app.oauth2.client.read_client_secret", "Client secret read");
    public static readonly LogEntry ClientRegistered = new("app.oauth2.client.lifecycle.create", "OAuth client registered");
    public static readonly LogEntry ClientUpdated = new("app.oauth2.client.lifecycle.update", "OAuth client updated");
    public static readonly LogEntry ClientDeleted = new("app.oauth2.client.lifecycle.delete", "OAuth client deleted");
    public static readonly LogEntry ClientRegistrationSet = new("org.settings.client_registration.update", "Client registration setting changed");
    public static readonly LogEntry ImportStarted = new("system.import.start", "Import of people from a file started");
    public static readonly LogEntry ImportCompleted = new("system.import.complete", "Import of people from a file completed");
    public static readonly LogEntry AppCreated = new("application.lifecycle.create", "Application created");
    public static readonly LogEntry AppUpdated = new("application.lifecycle.update", "Application updated");
    public static readonly LogEntry AppActivated = new("application.lifecycle.activate", "Application activated");
    public static readonly LogEntry AppDeactivated = new("application.lifecycle.deactivate", "Application deactivated");
    public static readonly LogEntry AppDeleted = new("application.lifecycle.delete", "Application deleted");
    public static readonly LogEntry AppUserAdded = new("application.user_membership.add", "User assigned to an application");
    public static readonly LogEntry AppUserRemoved = new("application.user_membership.remove", "User unassigned from an application");
    public static readonly LogEntry AppGroupAdded = new("group.application_assignment.add", "Group assigned to an application");
    public static readonly LogEntry AppGroupRemoved = new("group.application_assignment.remove", "Group unassigned from an application");
    public static readonly LogEntry AppScopeGranted = new("app.oauth2.consent.grant", "Scope of the management API granted to an application");
    public static readonly LogEntry AppScopeRevoked = new("app.oauth2.consent.revoke", "Scope of the management API taken from an application");
    public static readonly LogEntry GroupCreated = new("group.lifecycle.create", "Group created");
    public static readonly LogEntry GroupUpdated = new("group.profile.update", "Group updated");
    public static readonly LogEntry GroupDeleted = new("group.lifecycle.delete", "Group deleted");
    public static readonly LogEntry GroupUserAdded = new("group.user_membership.add", "User added to a group");
    public static readonly LogEntry GroupUserRemoved = new("group.user_membership.remove", "User removed from a group");
    public static readonly LogEntry GroupOwnerAdded = new("group.owner.add", "Owner of a group added");
    public static readonly LogEntry GroupOwnerRemoved = new("group.owner.remove", "Owner of a group removed");
    public static readonly LogEntry GroupRuleCreated = new("group.rule.create", "Group rule created");
    public static readonly LogEntry GroupRuleUpdated = new("group.rule.update", "Group rule updated");
    public static readonly LogEntry GroupRuleActivated = new("group.rule.activate", "Group rule activated");
    public static readonly LogEntry GroupRuleDeactivated = new("group.rule.deactivate", "Group rule deactivated");
    public static readonly LogEntry GroupRuleDeleted = new("group.rule.delete", "Group rule deleted");
    public static readonly LogEntry LinkDefined = new("user.linked_object.definition.create", "Relation between people defined");
    public static readonly LogEntry LinkDefinitionDeleted = new("user.linked_object.definition.delete", "Relation between people deleted");
    public static readonly LogEntry PeopleLinked = new("user.linked_object.add", "User linked to another");
    public static readonly LogEntry PeopleUnlinked = new("user.linked_object.remove", "Link of a user to another removed");
    public static readonly LogEntry RecoveryQuestionChanged = new("user.credential.recovery_question.update", "Recovery question changed");
    public static readonly LogEntry UserSchemaChanged = new("directory.user_profile.update", "Attributes of user profiles changed");
    public static readonly LogEntry UserTypeCreated = new("directory.non_default_user_profile.create", "Type of people created");
    public static readonly LogEntry UserTypeUpdated = new("directory.non_default_user_profile.update", "Type of people changed");
    public static readonly LogEntry UserTypeDeleted = new("directory.non_default_user_profile.delete", "Type of people deleted");
    public static readonly LogEntry GroupSchemaChanged = new("directory.group_profile.update", "Attributes of the profiles of groups changed");
    public static readonly LogEntry AppSchemaChanged = new("directory.app_user_profile.update", "Attributes of the profiles of an application's users changed");
    public static readonly LogEntry AuthenticatorChanged = new("security.authenticator.lifecycle.update", "Settings of an authenticator changed");
    public static readonly LogEntry OrgSettingsChanged = new("system.org.settings.update", "Settings of the organization changed");
    public static readonly LogEntry BackupMade = new("system.backup.create", "Backup of the database made");
    public static readonly LogEntry MailTried = new("system.email.test", "Test mail sent");
    public static readonly LogEntry KeyWithdrawn = new("app.keys.withdraw", "Signing key that had been retired withdrawn");
    public static readonly LogEntry ApiTokenCreated = new("system.api_token.create", "API token created");
    public static readonly LogEntry ApiTokenRenamed = new("system.api_token.update", "API token renamed");
    public static readonly LogEntry ApiTokenRevoked = new("system.api_token.revoke", "API token revoked");
    public static readonly LogEntry TokenRevokedByOwner = new("app.oauth2.token.revoke", "OAuth2 token is revoked");
    public static readonly LogEntry TokenRevoked = new("app.oauth2.as.token.revoke", "OAuth2 token is revoked by an administrator");
    public static readonly LogEntry TrustedOriginCreated = new("security.trusted_origin.create", "Trusted origin created");
    public static readonly LogEntry TrustedOriginUpdated = new("security.trusted_origin.update", "Trusted origin updated");
    public static readonly LogEntry TrustedOriginActivated = new("security.trusted_origin.activate", "Trusted origin activated");
    public static readonly LogEntry TrustedOriginDeactivated = new("security.trusted_origin.deactivate", "Trusted origin deactivated");
    public static readonly LogEntry TrustedOriginDeleted = new("security.trusted_origin.delete", "Trusted origin deleted");
    public static readonly LogEntry ZoneCreated = new("zone.create", "Network zone created");
    public static readonly LogEntry ZoneUpdated = new("zone.update", "Network zone updated");
    public static readonly LogEntry ZoneActivated = new("zone.activate", "Network zone activated");
    public static readonly LogEntry ZoneDeactivated = new("zone.deactivate", "Network zone deactivated");
    public static readonly LogEntry ZoneDeleted = new("zone.delete", "Network zone deleted");

    public static readonly LogEntry MailWordsCreated = new("system.email.template.create", "Own words for a mail made");
    public static readonly LogEntry MailWordsUpdated = new("system.email.template.update", "Own words for a mail changed");
    public static readonly LogEntry MailWordsDeleted = new("system.email.template.delete", "Own words for a mail deleted");
    public static readonly LogEntry MailRecipientsSet = new("system.email.template.settings.update", "Recipients of a mail changed");
    public static readonly LogEntry MailWordsBroken = new("system.email.template.render", "Own words for a mail could not be filled, and it left in ours");

    public static readonly LogEntry WellKnownUpdated = new("system.brand.well_known_uri.update", "Programs and sites of the organization's address changed");

    public static readonly LogEntry BrandCreated = new("system.brand.create", "Brand created");
    public static readonly LogEntry BrandDeleted = new("system.brand.delete", "Brand deleted");
    public static readonly LogEntry BrandUpdated = new("system.brand.update", "Brand changed");
    public static readonly LogEntry ThemeUpdated = new("system.brand.theme.update", "Look of a brand changed");

    public static readonly LogEntry BrandTextUpdated = new("system.brand.text.update", "Text of a brand changed");
    public static readonly LogEntry BrandPageUpdated = new("system.brand.page.update", "Page of a brand changed");
    public static readonly LogEntry BrandPageDeleted = new("system.brand.page.delete", "Page of a brand taken back");

    public static readonly LogEntry DomainCreated = new("system.custom_url_domain.create", "Domain of the organization added");
    public static readonly LogEntry DomainUpdated = new("system.custom_url_domain.update", "Domain of the organization given another brand");
    public static readonly LogEntry DomainVerified = new("system.custom_url_domain.verify", "Domain of the organization proven by its DNS");
    public static readonly LogEntry DomainDeleted = new("system.custom_url_domain.delete", "Domain of the organization deleted");

    public static LogEntry By(this LogEntry entry, LogParty actor, params IReadOnlyList<LogParty> targets) => entry with { Actor = actor, Targets = targets };
}
