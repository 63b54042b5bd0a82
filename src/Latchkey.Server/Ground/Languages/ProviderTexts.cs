namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about identity providers.</summary>
public sealed record ProviderTexts
{
    public required string Providers { get; init; }
    public required string Lead { get; init; }
    public required string Add { get; init; }
    public required string None { get; init; }
    public required string NoneMeans { get; init; }
    public required string Kind { get; init; }
    public required string NameHint { get; init; }
    public required string Callback { get; init; }
    public required string CallbackHint { get; init; }
    public required string Issuer { get; init; }
    public required string IssuerHint { get; init; }
    public required string ClientId { get; init; }
    public required string ClientSecret { get; init; }
    public required string SecretKept { get; init; }
    public required string ForApple { get; init; }
    public required string TeamId { get; init; }
    public required string KeyId { get; init; }
    public required string PrivateKey { get; init; }
    public required string PrivateKeyHint { get; init; }
    public required string WhoGetsIn { get; init; }
    public required string Links { get; init; }
    public required string LinksMeans { get; init; }
    public required string Provisions { get; init; }
    public required string ProvisionsMeans { get; init; }
    public required string Trusts { get; init; }
    public required string TrustsMeans { get; init; }
    public required string Keeps { get; init; }
    public required string KeepsMeans { get; init; }
    public required string EveryTenant { get; init; }
    public required string NobodyNew { get; init; }
    public required string DeleteMeans { get; init; }
    public required string OtherOrg { get; init; }
    public required string OtherOpenId { get; init; }
}
