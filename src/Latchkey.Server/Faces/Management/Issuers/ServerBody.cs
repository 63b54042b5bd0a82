using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>What a management request says of an authorization server or a scope, checked. Contract §3.4.</summary>
internal static class ServerBody
{
    public static readonly string[] IssuerModes = ["DYNAMIC", "ORG_URL", "CUSTOM_URL"];
    public static readonly string[] Consents = ["IMPLICIT", "REQUIRED", "FLEXIBLE"];

    /// <param name="body">The request.</param>
    /// <param name="existing">The server it replaces, which keeps what is about its keys unless it is said again.</param>
    public static ServerDraft Read(JsonObject body, AuthorizationServer? existing = null)
    {
        var signing = body.Object("credentials")?.Object("signing");
        return new(
            Name(body, 100), Description(body), Audience(body),
            OneOf(body, "issuerMode", existing?.IssuerMode ?? IssuerModes[0], IssuerModes),
            OneOf(signing ?? [], "alg", existing?.SigningAlgorithm ?? SignatureAlgorithms.Rsa, SignatureAlgorithms.All),
            OneOf(signing ?? [], "rotationMode", existing?.RotationMode ?? "AUTO", ["AUTO", "MANUAL"]));
    }

    /// <param name="body">The request.</param>
    /// <param name="existing">The scope it replaces.</param>
    public static ScopeDefinition ReadScope(JsonObject body, ScopeDefinition? existing = null)
    {
        var name = body.Text("name") ?? "";
        if (existing is { System: true })
        {
            if (name != existing.Name) throw ApiError.Validation("name", "name: The name of a system scope cannot be changed");
        }
        else if (SystemScopes.ProblemOf(name) is { } problem)
        {
            throw ApiError.Validation("name", $"name: {problem}");
        }
        var displayName = body.Text("displayName")?.Trim() ?? "";
        if (displayName.Length > 40) throw ApiError.Validation("displayName", "displayName: must have at most 40 characters");
        return new(
            existing?.Id ?? "", name, displayName, Description(body), existing?.System ?? false, body.Flag("default") ?? false,
            OneOf(body, "consent", Consents[0], Consents),
            OneOf(body, "metadataPublish", existing is { System: true } ? "ALL_CLIENTS" : "NO_CLIENTS", ["NO_CLIENTS", "ALL_CLIENTS"]) == "ALL_CLIENTS",
            body.Flag("optional") ?? false);
    }

    public static string Name(JsonObject body, int most)
    {
        var name = body.Text("name")?.Trim() ?? "";
        if (name.Length == 0) throw ApiError.Validation("name", "name: The field cannot be left blank");
        return name.Length <= most ? name : throw ApiError.Validation("name", $"name: must have at most {most} characters");
    }

    public static string Description(JsonObject body)
    {
        var description = body.Text("description") ?? "";
        return description.Length <= 1024 ? description : throw ApiError.Validation("description", "description: must have at most 1024 characters");
    }

    public static bool Active(JsonObject body) => OneOf(body, "status", "ACTIVE", ["ACTIVE", "INACTIVE"]) == "ACTIVE";

    public static string OneOf(JsonObject body, string name, string otherwise, IReadOnlyList<string> possible)
    {
        var value = body.Text(name) ?? otherwise;
        return possible.Contains(value) ? value : throw ApiError.Validation(name, $"{name}: must be one of {string.Join(", ", possible)}");
    }

    /// <summary>One: a token names a single audience (contract §2.3).</summary>
    private static string Audience(JsonObject body)
    {
        if (body.Texts("audiences") is not [var audience]) throw ApiError.Validation("audiences", "audiences: must be a list of exactly one");
        return audience.Length is > 0 and <= 255 && audience.All(c => c is > ' ' and <= '~' and not ('"' or '\\')) ? audience
            : throw ApiError.Validation("audiences", "audiences: must have between 1 and 255 printable ASCII characters without spaces and quotes");
    }
}
