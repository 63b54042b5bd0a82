using System.Security.Cryptography.X509Certificates;

namespace Latchkey.Server.Core.Devices;

/// <summary>
/// Whether certificates that somebody hands over lead to one that counts. Nothing is fetched for it: whoever made them would choose from where
/// (threats row 10).
/// </summary>
internal static class CertificatePaths
{
    /// <param name="roots">Those that count; one of them need not have signed itself. FIDO Metadata Statement §3.12, attestationRootCertificates.</param>
    /// <param name="path">The one in question, and what is between it and them.</param>
    /// <param name="now">When.</param>
    public static bool LeadTo(X509Certificate2Collection roots, X509Certificate2Collection path, DateTimeOffset now)
    {
        if (roots.Any(root => Same(root, path[0]))) return path[0].NotBefore <= now.LocalDateTime && now.LocalDateTime <= path[0].NotAfter;
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        (policy.TrustMode, policy.RevocationMode, policy.DisableCertificateDownloads) = (X509ChainTrustMode.CustomRootTrust, X509RevocationMode.NoCheck, true);
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        policy.VerificationTime = now.LocalDateTime;
        policy.CustomTrustStore.AddRange(roots);
        policy.ExtraStore.AddRange(roots);
        policy.ExtraStore.AddRange(path);
        try
        {
            return chain.Build(path[0]) && chain.ChainElements.Skip(1).Any(element => roots.Any(root => Same(root, element.Certificate)));
        }
        finally
        {
            foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        }
    }

    private static bool Same(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);
}
