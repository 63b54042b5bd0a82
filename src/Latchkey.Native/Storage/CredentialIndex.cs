using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;

namespace Latchkey.Native.Storage;

internal sealed record CredentialIndex
{
    /// <summary>
    /// The layout of everything in the store. The first had no number, no keys and no presence; the third has tokens behind the device's unlock.
    /// </summary>
    public int Layout { get; init; }
    /// <summary>The default session of the provider signed in at last; all there was before several shared a folder.</summary>
    public string? Default { get; init; }
    /// <summary>The default session of each provider.</summary>
    public Dictionary<string, string>? Defaults { get; init; }
    public List<CredentialEntry> Entries { get; init; } = [];

    /// <summary>The default session of a provider; null when nobody is signed in there, or none was made it.</summary>
    public CredentialEntry? DefaultOf(string issuer)
    {
        var id = Defaults?.GetValueOrDefault(issuer) ?? Default;
        return Entries.FirstOrDefault(e => e.Id == id && e.Issuer == issuer);
    }

    /// <summary>The same with another default for the provider of that credential.</summary>
    public CredentialIndex WithDefault(CredentialEntry entry) => this with { Default = entry.Id, Defaults = new(Defaults ?? []) { [entry.Issuer] = entry.Id } };

    /// <summary>The same without a credential, which then is nobody's default.</summary>
    public CredentialIndex Without(string id) => this with
    {
        Default = Default == id ? null : Default,
        Defaults = Defaults?.Where(d => d.Value != id).ToDictionary(),
        Entries = [.. Entries.Where(e => e.Id != id)],
    };

    /// <summary>The secrets the entries stand for: tokens, and the keys they are bound to.</summary>
    public IEnumerable<string> SecretNames()
    {
        foreach (var entry in Entries)
        {
            yield return "credential-" + entry.Id;
            if (entry.ProofKey is { } key) yield return SoftwareProofKeys.SecretName(key);
            if (entry.Lock is { } name) yield return PresenceVault.SecretName(name);
        }
    }
}
