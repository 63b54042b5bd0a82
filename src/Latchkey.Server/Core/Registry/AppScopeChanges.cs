using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes which scopes of the management API an app may ask for: each is one commit with its line in the log. Contract §3.0.</summary>
internal sealed class AppScopeChanges(LoggedWrites writes, AppScopes scopes)
{
    /// <summary>One that was granted before stays as it was.</summary>
    public async Task<AppScope> Grant(Doing doing, App app, AppScopeDraft draft) =>
        (await writes.Write(doing, AdminEvents.AppScopeGranted, async writing =>
            (AppScope?)await scopes.Grant(writing, app, draft.Scope, doing.By), granted => [app.Party, PartyOf(granted)]))!;

    /// <summary>Nothing happens when it is gone.</summary>
    public Task Revoke(Doing doing, App app, AppScope granted) =>
        writes.Write(doing, AdminEvents.AppScopeRevoked, writing => scopes.Revoke(writing, granted), app.Party, PartyOf(granted));

    private static LogParty PartyOf(AppScope granted) => new(granted.Id, "Scope", granted.Scope, granted.Scope);
}
