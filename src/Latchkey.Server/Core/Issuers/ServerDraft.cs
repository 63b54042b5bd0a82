using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Issuers;

/// <summary>What an authorization server itself is to be, and satisfies the rules of one. Contract §3.4.</summary>
internal sealed record ServerDraft
{
    public static readonly IReadOnlyList<string> IssuerModes = ["DYNAMIC", "ORG_URL", "CUSTOM_URL"];

    private const int LongestName = 100;
    private const int LongestAudience = 255;

    private static readonly string[] RotationModes = ["AUTO", "MANUAL"];

    private ServerDraft()
    {
    }

    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string Audience { get; init; }
    public required string IssuerMode { get; init; }
    public required string SigningAlgorithm { get; init; }
    public required string RotationMode { get; init; }

    /// <param name="existing">The server it replaces, which keeps what is about its issuer and keys unless it is said again.</param>
    /// <param name="name">As administrators see it.</param>
    /// <param name="description">Left out, it is empty.</param>
    /// <param name="audiences">One: a token names a single audience (contract §2.3).</param>
    /// <param name="issuerMode">One of <see cref="IssuerModes"/>.</param>
    /// <param name="algorithm">With which it signs.</param>
    /// <param name="rotationMode">Whether its keys are changed without being asked.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static ServerDraft Of(AuthorizationServer? existing, string? name, string? description, IReadOnlyList<string>? audiences,
        string? issuerMode = null, string? algorithm = null, string? rotationMode = null)
    {
        return new()
        {
            Name = TextRules.Name(name, LongestName),
            Description = TextRules.Description(description),
            Audience = OnlyOne(audiences),
            IssuerMode = TextRules.OneOf("issuerMode", issuerMode, existing?.IssuerMode ?? IssuerModes[0], IssuerModes),
            SigningAlgorithm = TextRules.OneOf("alg", algorithm, existing?.SigningAlgorithm ?? SignatureAlgorithms.Rsa, SignatureAlgorithms.All),
            RotationMode = TextRules.OneOf("rotationMode", rotationMode, existing?.RotationMode ?? RotationModes[0], RotationModes),
        };
    }

    /// <summary>A server as it is to be.</summary>
    public AuthorizationServer On(AuthorizationServer server) => server with
    {
        Name = Name,
        Description = Description,
        Audience = Audience,
        IssuerMode = IssuerMode,
        SigningAlgorithm = SigningAlgorithm,
        RotationMode = RotationMode,
    };

    private static string OnlyOne(IReadOnlyList<string>? audiences)
    {
        if (audiences is not [var audience]) throw new RuleException("audiences", "must be a list of exactly one");
        return audience.Length is > 0 and <= LongestAudience && audience.All(c => c is > ' ' and <= '~' and not ('"' or '\\')) ? audience
            : throw new RuleException("audiences", $"must have between 1 and {LongestAudience} printable ASCII characters without spaces and quotes");
    }
}
