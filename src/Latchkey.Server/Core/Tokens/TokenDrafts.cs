using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Tokens;

/// <summary>Claims of tokens before they are signed, while a hook may change them. Contract §3.11, tokens.</summary>
/// <param name="Access">Of the access token; null: there is none.</param>
/// <param name="Identity">Of the ID token, but for the hashes of what it comes with; null: there is none.</param>
internal sealed record TokenDrafts(JsonObject? Access, JsonObject? Identity)
{
    /// <summary>Bounds of a lifetime that a hook chooses, in seconds: those of a rule (contract §1.2).</summary>
    private const int Shortest = 300, Longest = 24 * 60 * 60;

    private const int MostOperations = 200;

    /// <summary>More than this makes a token that no head could carry.</summary>
    private const int MostBytes = 10_000;

    private const string Lifetime = "/token/lifetime/expiration";
    private const string ClaimsPath = "/claims/";

    /// <summary>How long the access token lives, in seconds.</summary>
    public long? ExpiresIn => Access is { } claims ? LifetimeOf(claims) : null;

    /// <summary>What they are with the changes of a hook, all of them.</summary>
    /// <param name="answer">What the hook says.</param>
    /// <param name="most">So many seconds the access token may live, whatever a hook says; null: as many as any.</param>
    /// <exception cref="FormatException">One of its changes cannot be made, so none is.</exception>
    public TokenDrafts With(JsonObject answer, TimeSpan? most)
    {
        if (answer["commands"] is null) return this;
        if (answer["commands"] is not JsonArray commands) throw new FormatException("'commands' is no list.");
        var changed = new TokenDrafts(Access?.DeepClone().AsObject(), Identity?.DeepClone().AsObject());
        var left = MostOperations;
        foreach (var command in commands)
        {
            if (command is not JsonObject { Count: > 0 } said || said["value"] is not JsonArray operations)
                throw new FormatException("A command has no list of operations.");
            if ((left -= operations.Count) < 0) throw new FormatException($"There are more than {MostOperations} operations.");
            var (claims, longest) = said["type"]?.ToString() switch
            {
                "com.okta.access.patch" => (changed.Access, most),
                "com.okta.identity.patch" => (changed.Identity, null),
                var other => throw new FormatException($"'{other}' is no command of a token hook."),
            };
            // A token that this request does not get is changed by nothing.
            foreach (var operation in claims is null ? [] : operations) Apply(claims!, operation, longest);
        }
        foreach (var claims in new[] { changed.Access, changed.Identity })
            if (claims?.ToJsonString().Length > MostBytes) throw new FormatException($"A token would have more than {MostBytes} bytes of claims.");
        return changed;
    }

    private static void Apply(JsonObject claims, JsonNode? operation, TimeSpan? longest)
    {
        if (operation is not JsonObject said || said["path"]?.ToString() is not { } path) throw new FormatException("An operation has no path.");
        var op = said["op"]?.ToString() ?? "";
        if (path == Lifetime) SetLifetime(claims, op, said["value"], longest);
        else if (!path.StartsWith(ClaimsPath, StringComparison.Ordinal)) throw new FormatException($"'{path}' is nothing that a hook changes.");
        else
        {
            var pointer = JsonPatch.Pointer(path[(ClaimsPath.Length - 1)..]);
            if (pointer[0].Length == 0) throw new FormatException($"'{path}' names no claim.");
            // An ID token's claims about a person may be changed, and nothing that a token says by itself.
            if (ReservedClaims.Problem(pointer[0], ClaimType.Resource) is { } problem) throw new FormatException($"{problem}.");
            JsonPatch.Apply(claims, op, pointer, said["value"]);
        }
    }

    private static void SetLifetime(JsonObject claims, string op, JsonNode? value, TimeSpan? longest)
    {
        if (op != "replace") throw new FormatException($"{Lifetime} is replaced, and nothing else.");
        if (value is not JsonValue number || !number.TryGetValue<int>(out var seconds) || seconds is < Shortest or > Longest)
            throw new FormatException($"{Lifetime} must be a number of seconds from {Shortest} to {Longest}.");
        if (longest is { } most && most.TotalSeconds < seconds) seconds = (int)most.TotalSeconds;
        claims[Claim.Expires] = claims[Claim.IssuedAt]!.GetValue<long>() + seconds;
    }

    internal static long LifetimeOf(JsonObject claims) => claims[Claim.Expires]!.GetValue<long>() - claims[Claim.IssuedAt]!.GetValue<long>();

    public override string ToString() => "tokens to be";
}
