namespace Latchkey.Server.Core.Associations;

/// <summary>The files at <c>/.well-known</c> by which phones and browsers know who belongs to an address. Contract §3.8.</summary>
internal static class WellKnownName
{
    public const string AssetLinks = "assetlinks.json", Apple = "apple-app-site-association", WebAuthn = "webauthn";

    public static readonly IReadOnlyList<string> All = [Apple, AssetLinks, WebAuthn];
}
