using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Operating.Kit;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Operating.SigningKeys;

/// <summary>
/// /admin/settings/keys: what each authorization server signs with; rotated, and withdrawn where one got into wrong hands. Contract §2.9, §3.4.
/// </summary>
internal static class SigningKeysEndpoint
{
    /// <summary>In addresses: the org's own server, whose id is empty.</summary>
    public const string OrgServer = "org";

    private static readonly string Address = SettingsAddress.Of("keys");

    public static Task<IResult> Show(HttpContext http, AuthorizationServers servers, SigningAlgorithms algorithms, KeyRing keys) =>
        Of(http, servers, algorithms, keys, FormState.Empty);

    public static async Task<IResult> AskToRotate(HttpContext http, string serverId, AuthorizationServers servers) =>
        await Find(http, servers, serverId) is { } server ? Page.Of(Rotation(http, server, serverId)) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Rotate(HttpContext http, string serverId, AuthorizationServers servers, SigningAlgorithms algorithms, KeyRing keys,
        KeyRotation rotation)
    {
        if (await Find(http, servers, serverId) is not { } server) return ConsoleRefusals.NotFound();
        try
        {
            await rotation.Rotate(http.Doing, server);
            return new Found(ConsoleAddress.Done(Address, "saved"));
        }
        catch (RuleException tooSoon)
        {
            return await Of(http, servers, algorithms, keys, FormState.Empty.With(tooSoon), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> AskToWithdraw(HttpContext http, string serverId, string kid, AuthorizationServers servers, KeyRing keys) =>
        await Find(http, servers, serverId) is { } server && await Retired(http, server, kid, keys) is { } key ? Withdrawal(http, serverId, key).Ask()
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Withdraw(HttpContext http, string serverId, string kid, AuthorizationServers servers, KeyRing keys, KeyRotation rotation)
    {
        if (await Find(http, servers, serverId) is not { } server || await Retired(http, server, kid, keys) is not { } key) return ConsoleRefusals.NotFound();
        return await Withdrawal(http, serverId, key).Once(async () =>
        {
            await rotation.Withdraw(http.Doing, server, key.Kid);
            return new Found(ConsoleAddress.Done(Address, "removed"));
        });
    }

    private static async Task<SigningKey?> Retired(HttpContext http, AuthorizationServer server, string kid, KeyRing keys) =>
        await keys.Find(http.Org.Id, server.Id, kid, http.RequestAborted) is { Status: KeyStatus.Expired } key ? key : null;

    private static async Task<AuthorizationServer?> Find(HttpContext http, AuthorizationServers servers, string serverId) =>
        serverId.Length == 0 ? null : await servers.Find(http.Org, serverId == OrgServer ? "" : serverId, http.RequestAborted);

    private static ConfirmPage Rotation(HttpContext http, AuthorizationServer server, string serverId)
    {
        var said = Language.Of(http).Texts.Operating;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Settings), Title = Sentence.Plain(said.RotateNamed, server.Name), Means = said.RotateMeans,
            Action = said.Rotate,
            Address = SettingsAddress.Of("keys", serverId, "rotate"), Back = Address,
        };
    }

    private static TypedConfirmation Withdrawal(HttpContext http, string serverId, SigningKey key)
    {
        var said = Language.Of(http).Texts.Operating;
        return new(http, ConsoleSection.Settings, key.Kid)
        {
            Title = said.WithdrawNamed, Action = said.Withdraw, Means = said.WithdrawMeans,
            Address = SettingsAddress.Of("keys", serverId, key.Kid, "withdraw"), Back = Address,
        };
    }

    private static async Task<IResult> Of(HttpContext http, AuthorizationServers servers, SigningAlgorithms algorithms, KeyRing keys, FormState form,
        int status = StatusCodes.Status200OK)
    {
        var ct = http.RequestAborted;
        var all = new List<ServerKeys>();
        foreach (var server in (AuthorizationServer[])[(await servers.Find(http.Org, "", ct))!, .. await servers.List(http.Org, ct)])
        {
            var shown = await keys.Published(server, await algorithms.Of(server, ct), ct);
            all.Add(new(server.IsOrgServer ? OrgServer : server.Id, server.IsOrgServer ? http.Org.Name : server.Name, server.RotationMode != "MANUAL",
                [.. shown.Select(key => new ShownKey(key.Kid, key.Algorithm, key.Status, key.ActivatedAt ?? key.CreatedAt, key.ExpiresAt))]));
        }
        return Page.Of(new SigningKeysPage { Frame = http.Frame(ConsoleSection.Settings), Servers = all, Form = form }, status);
    }
}
