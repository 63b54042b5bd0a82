using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Phones;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Every table that can expire is one line here.</summary>
internal static class ExpiringTables
{
    public static Cleanup Cleanup(IServiceProvider get) => new(Of(get), get.GetRequiredService<ServerSettings>().CleanupInterval,
        get.GetRequiredService<TimeProvider>(), get.GetRequiredService<ILogger<Cleanup>>());

    public static IReadOnlyList<Expiring> Of(IServiceProvider get) =>
    [
        new("sessions", get.GetRequiredService<Sessions>().DeleteExpired),
        new("session_apps", get.GetRequiredService<Sessions>().DeleteExpiredApps),
        new("authorization_codes", get.GetRequiredService<AuthorizationCodes>().DeleteExpired),
        new("pushed_requests", get.GetRequiredService<PushedRequests>().DeleteExpired),
        new("refresh_families", get.GetRequiredService<RefreshFamilies>().DeleteExpired),
        new("signing_keys", get.GetRequiredService<KeyRing>().DeleteExpired),
        new("revocations", get.GetRequiredService<Revocations>().DeleteExpired),
        new("api_tokens", get.GetRequiredService<ApiTokens>().DeleteExpired),
        new("one_time_links", get.GetRequiredService<OneTimeLinks>().DeleteExpired),
        new("mailed_codes", get.GetRequiredService<MailedCodes>().DeleteExpired),
        new("mail_links", get.GetRequiredService<MailLinks>().DeleteExpired),
        new("email_changes", get.GetRequiredService<EmailChanges>().DeleteExpired),
        new("phone_sign_ins", get.GetRequiredService<PhoneSignIns>().DeleteExpired),
        new("sign_ups", get.GetRequiredService<SignUps>().DeleteExpired),
        new("registrations", get.GetRequiredService<Registration>().DeleteExpired),
        new("outbox", get.GetRequiredService<OutboxItems>().DeleteExpired),
        new("log_records", get.GetRequiredService<SystemLog>().DeleteExpired),
        new("log_events", get.GetRequiredService<SystemLog>().DeleteExpiredDocuments),
        new("answered_consents", get.GetRequiredService<Consents>().DeleteExpired),
        new("session_tokens", get.GetRequiredService<SessionTokens>().DeleteExpired),
        new("authn_transactions", get.GetRequiredService<AuthnTransactions>().DeleteExpired),
        new("idx_transactions", get.GetRequiredService<IdxTransactions>().DeleteExpired),
        new("upstream_requests", get.GetRequiredService<UpstreamRequests>().DeleteExpired),
        new("spent_challenges", get.GetRequiredService<SpentChallenges>().DeleteExpired),
        new("recovery_tries", get.GetRequiredService<AskedQuestions>().DeleteExpired),
        new("recovery_requests", get.GetRequiredService<AccountRecovery>().DeleteExpired),
        new("spent_proofs", get.GetRequiredService<SharedProofs>().DeleteExpired),
        new("spent_jwts", get.GetRequiredService<ClientJwts>().DeleteExpired),
        new("decoupled_requests", get.GetRequiredService<DecoupledRequests>().DeleteExpired),
        new("device_secrets", get.GetRequiredService<DeviceSecrets>().DeleteExpired),
        new("interclient_tokens", get.GetRequiredService<InterclientTokens>().DeleteExpired),
        new("unknown_sign_ins", get.GetRequiredService<Users>().DeleteExpired),
        new("console_sessions", get.GetRequiredService<ConsoleSessions>().DeleteExpired),
        new("imports", get.GetRequiredService<PeopleImports>().DeleteExpired),
        new("turns", get.GetRequiredService<Turns>().DeleteExpired),
        new("changes", get.GetRequiredService<Database>().Changes.DeleteExpired),
    ];
}
