using System.Buffers.Text;

namespace Latchkey.Server.Core.Clients;

/// <summary>A program on Android.</summary>
/// <param name="PackageName">Its application id.</param>
/// <param name="Fingerprints">SHA-256 of each certificate that signs it, as <c>AB:CD:…</c>.</param>
public sealed record AndroidProgram(string PackageName, IReadOnlyList<string> Fingerprints)
{
    /// <summary>Where its passkeys say they are used: by whose certificate, and not by what name.</summary>
    public IEnumerable<string> Origins => Fingerprints.Select(print =>
        "android:apk-key-hash:" + Base64Url.EncodeToString(Convert.FromHexString(print.Replace(":", "", StringComparison.Ordinal))));
}
