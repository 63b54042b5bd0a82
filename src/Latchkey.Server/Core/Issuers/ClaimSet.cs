namespace Latchkey.Server.Core.Issuers;

/// <summary>The active custom claims of an authorization server, by the token they are for.</summary>
internal sealed record ClaimSet(IReadOnlyList<TokenClaim> Access, IReadOnlyList<TokenClaim> Identity, TokenClaim? Subject)
{
    /// <summary>What the system claim <c>sub</c> says unless somebody edits it: the issuer writes that by itself. Contract §2.3.</summary>
    public const string OrdinarySubject = "(appuser != null) ? appuser.userName : app.clientId";

    public static readonly ClaimSet None = new([], [], null);

    public static ClaimSet Of(IReadOnlyList<ClaimDefinition> definitions)
    {
        // One whose name was reserved after it was saved says nothing: a token that says a thing twice is no token.
        var active = definitions.Where(claim => claim is { Active: true, System: false } && ReservedClaims.Problem(claim.Name, claim.ClaimType) is null)
            .Select(claim => new TokenClaim(claim)).ToArray();
        var subject = definitions.FirstOrDefault(claim => claim is { System: true, Name: "sub" } && claim.Value != OrdinarySubject);
        return new(
            [.. active.Where(claim => claim.Definition.ClaimType == ClaimType.Resource)],
            [.. active.Where(claim => claim.Definition.ClaimType == ClaimType.Identity)],
            subject is null ? null : new TokenClaim(subject));
    }
}
