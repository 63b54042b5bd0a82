using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Certification;

/// <summary>Makes, copies and certifies the keys that are held for apps: each is one commit with its line in the log. Contract §3.1.</summary>
internal sealed class KeyCredentialChanges(LoggedWrites writes, KeyCredentials keys, FreshPair fresh, TimeProvider clock)
{
    public const int FewestYears = 2, MostYears = 10;

    private const int LongestName = 64;

    /// <summary>With a certificate that it signs itself.</summary>
    /// <exception cref="RuleException">It is to be valid for too short or too long, or there are too many.</exception>
    public async Task<KeyCredential> Generate(Doing doing, App app, int years)
    {
        if (years is < FewestYears or > MostYears) throw new RuleException("validityYears", $"must be between {FewestYears} and {MostYears}");
        var pair = KeyPair.Fresh(fresh);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(app.Id[..Math.Min(app.Id.Length, LongestName)]);
        var now = clock.Now;
        using var certificate = pair.SelfSigned(subject.Build(), now, now.AddYears(years));
        return await writes.Write(doing, KeyCredentialEvents.Generated, writing => keys.Insert(writing, app, pair, null,
            Convert.ToBase64String(certificate.RawData), EndOf(certificate)), _ => app.Party) ?? throw Full();
    }

    /// <exception cref="RuleException">The other app has it already, or as many as it may have.</exception>
    public async Task<KeyCredential> Clone(Doing doing, KeyCredential key, App target) =>
        await writes.Write(doing, KeyCredentialEvents.Cloned, async writing => await keys.Insert(writing, target, await keys.Open(writing, key), null,
            key.Certificate, key.ValidUntil), _ => target.Party) ?? throw Full();

    /// <exception cref="RuleException">There are too many.</exception>
    public async Task<KeyCredential> Request(Doing doing, App app, SigningRequestDraft draft)
    {
        var pair = KeyPair.Fresh(fresh);
        var request = pair.Request(draft);
        return await writes.Write(doing, KeyCredentialEvents.Requested, writing => keys.Insert(writing, app, pair, request, null, null), _ => app.Party)
            ?? throw Full();
    }

    /// <summary>Null when its certificate has come already, or it is gone.</summary>
    /// <exception cref="RuleException">The certificate is of another key, or has ended.</exception>
    public Task<KeyCredential?> Publish(Doing doing, App app, KeyCredential request, X509Certificate2 certificate)
    {
        if (!KeyPair.Fits(request.PublicJwk, certificate)) throw new RuleException(SignedCertificate.Field, "is of another key than the signing request");
        if (EndOf(certificate) <= clock.Now) throw new RuleException(SignedCertificate.Field, "is no longer valid");
        return writes.Write(doing, KeyCredentialEvents.Published, writing => keys.Certify(writing, request, Convert.ToBase64String(certificate.RawData),
            EndOf(certificate)), _ => app.Party);
    }

    /// <summary>False when its certificate has come, or it is gone.</summary>
    public Task<bool> Withdraw(Doing doing, App app, KeyCredential request) =>
        writes.Write(doing, KeyCredentialEvents.Withdrawn, writing => KeyCredentials.Withdraw(writing, request), app.Party);

    private static RuleException Full() =>
        new("keys", $"the application has this key already, or {KeyCredentials.Most} keys and requests, which are as many as it may have");

    private static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());
}
