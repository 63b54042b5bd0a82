using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// The <c>claims</c> parameter: single claims, beyond those the scopes bring. OpenID Connect Core §5.5. Claims we do not
/// know are ignored; that a claim is essential does not change what is returned, since what is there is returned anyway.
/// </summary>
/// <param name="UserInfo">For /userinfo.</param>
/// <param name="IdToken">For the ID token.</param>
internal sealed record RequestedClaims(IReadOnlyList<string> UserInfo, IReadOnlyList<string> IdToken)
{
    public static readonly RequestedClaims None = new([], []);

    /// <summary>Whom the app means: anyone else is refused. §5.5.1, <c>value</c>.</summary>
    public string? Subject { get; init; }
    /// <summary>How strong the sign-in should have been, best first; empty when that was not asked.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];
    /// <summary>A sign-in of another strength is an error then. §5.5.1.1.</summary>
    public bool AcrEssential { get; init; }

    public static RequestedClaims Parse(string? parameter)
    {
        if (parameter is null) return None;
        try
        {
            using var document = JsonDocument.Parse(parameter, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Malformed();
            var (userInfo, idToken) = (Member(document.RootElement, "userinfo"), Member(document.RootElement, "id_token"));
            var acr = One(idToken, Claim.Acr);
            return new(Names(userInfo), Names(idToken))
            {
                Subject = SubjectOf(idToken, userInfo),
                AcrValues = ValuesOf(acr),
                AcrEssential = acr is { ValueKind: JsonValueKind.Object } options && options.TryGetProperty("essential", out var essential)
                    && essential.ValueKind == JsonValueKind.True,
            };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw Malformed();
        }
    }

    /// <summary>Those of them whose scope this person and app might have had: a claim is no way around a policy.</summary>
    public RequestedClaims Within(Func<string, bool> allowsScope) => this with
    {
        UserInfo = [.. UserInfo.Where(claim => allowsScope(StandardClaims.ScopeOf[claim]))],
        IdToken = [.. IdToken.Where(claim => allowsScope(StandardClaims.ScopeOf[claim]))],
    };

    /// <summary>As it is kept with a code or a refresh token; null when there is nothing to keep.</summary>
    public string? Stored => UserInfo.Count + IdToken.Count == 0 ? null : $"{string.Join(' ', UserInfo)};{string.Join(' ', IdToken)}";

    public static RequestedClaims Restore(string? stored) => stored?.Split(';') is [var userInfo, var idToken]
        ? new(userInfo.Split(' ', StringSplitOptions.RemoveEmptyEntries), idToken.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : None;

    private static JsonElement? Member(JsonElement whole, string name) =>
        !whole.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == JsonValueKind.Object
        && member.EnumerateObject().All(claim => claim.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Object) ? member : throw Malformed();

    private static JsonElement? One(JsonElement? member, string claim) => member is { } there && there.TryGetProperty(claim, out var value) ? value : null;

    private static string[] Names(JsonElement? member) => member is not { } there ? []
        : [.. there.EnumerateObject().Select(claim => claim.Name).Where(StandardClaims.ScopeOf.ContainsKey)];

    /// <summary>Two parts of one request that mean two people can be answered for neither.</summary>
    private static string? SubjectOf(params JsonElement?[] members)
    {
        var subjects = members.SelectMany(member => ValuesOf(One(member, Claim.Subject))).Distinct(StringComparer.Ordinal).ToArray();
        return subjects.Length <= 1 ? subjects.FirstOrDefault() : throw OAuthException.InvalidRequest("The 'claims' parameter names more than one 'sub'.");
    }

    private static string[] ValuesOf(JsonElement? claim)
    {
        if (claim is not { ValueKind: JsonValueKind.Object } options) return [];
        if (options.TryGetProperty("value", out var value)) return value.ValueKind == JsonValueKind.String ? [value.GetString()!] : throw Malformed();
        if (!options.TryGetProperty("values", out var values)) return [];
        return values.ValueKind == JsonValueKind.Array && values.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? [.. values.EnumerateArray().Select(one => one.GetString()!)] : throw Malformed();
    }

    private static OAuthException Malformed() =>
        OAuthException.InvalidRequest("The 'claims' parameter must be a JSON object as OpenID Connect Core 5.5 describes it.");
}
