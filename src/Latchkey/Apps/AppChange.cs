using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Cli.Apps;

/// <summary>What is to become different about an app. The rest of what the server said of it, known here or not, stays.</summary>
public sealed record AppChange
{
    /// <summary>What removes an address that an app need not have.</summary>
    public const string None = "none";

    private static readonly Dictionary<string, string> LongGrants =
        ((string[])[GrantType.DeviceCode, GrantType.TokenExchange, GrantType.JwtBearer, GrantType.Ciba]).ToDictionary(
            grant => grant[(grant.LastIndexOf(':') + 1)..]);

    public string? Name { get; init; }
    public required ListChange RedirectUris { get; init; }
    public required ListChange PostLogoutRedirectUris { get; init; }
    public required ListChange Grants { get; init; }
    public string? Rotation { get; init; }
    public int? Leeway { get; init; }
    public string? InitiateLoginUri { get; init; }

    public bool IsNone =>
        Name is null && RedirectUris.IsNone && PostLogoutRedirectUris.IsNone && Grants.IsNone && Rotation is null && Leeway is null && InitiateLoginUri is null;

    /// <summary>A grant by its name, or by the end of one that is a URN: device_code, token-exchange.</summary>
    public static string GrantNamed(string text) => LongGrants.GetValueOrDefault(text, text);

    /// <summary>The app as it is to be: everything there is of it, since what a PUT leaves out is gone.</summary>
    public JsonObject Of(JsonObject app)
    {
        var changed = (JsonObject)app.DeepClone();
        if (changed["settings"]?["oauthClient"] is not JsonObject client)
            throw new CommandException($"'{(string?)app["label"]}' is NOT an OIDC application. Only OIDC applications work with the Latchkey CLI.");

        if (Name is not null) changed["label"] = Name;
        Change(client, "redirect_uris", RedirectUris, "redirect URIs");
        Change(client, "post_logout_redirect_uris", PostLogoutRedirectUris, "post logout redirect URIs");
        if (!Grants.IsNone)
        {
            var before = Texts(client, "grant_types");
            Change(client, "grant_types", Grants, "grant types");
            client["response_types"] = List(ResponseTypes(Texts(client, "response_types"), before, Texts(client, "grant_types")));
        }
        if (Rotation is not null) RefreshOf(client)["rotation_type"] = Rotation;
        if (Leeway is { } seconds) RefreshOf(client)["leeway"] = seconds;
        if (InitiateLoginUri is { } address) client["initiate_login_uri"] = address == None ? null : address;
        return changed;
    }

    /// <summary>Those that the grants still allow, and of a grant that is new what it is for. OpenID Connect Registration §2.</summary>
    private static IEnumerable<string> ResponseTypes(IReadOnlyList<string> types, IReadOnlyList<string> before, IReadOnlyList<string> grants)
    {
        string[] code = ["code"], tokens = ["id_token", "token"];
        bool IsNew(string grant) => grants.Contains(grant) && !before.Contains(grant);
        var (codes, isImplicit) = (grants.Contains(GrantType.AuthorizationCode), grants.Contains(GrantType.Implicit));
        if (!codes && !isImplicit) return grants.Contains(GrantType.ClientCredentials) ? ["token"] : [];
        return types.Where(type => type.Split(' ').All(word => (codes && code.Contains(word)) || (isImplicit && tokens.Contains(word))))
            .Union(IsNew(GrantType.AuthorizationCode) ? code : []).Union(IsNew(GrantType.Implicit) ? tokens : []);
    }

    private static void Change(JsonObject client, string name, ListChange change, string what)
    {
        if (!change.IsNone) client[name] = List(change.Of(Texts(client, name), what));
    }

    private static JsonObject RefreshOf(JsonObject client)
    {
        if (client["refresh_token"] is not JsonObject refresh) client["refresh_token"] = refresh = [];
        return refresh;
    }

    private static IReadOnlyList<string> Texts(JsonObject client, string name) => client[name] is JsonArray list ? [.. list.Select(one => (string)one!)] : [];

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
