using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>What every TLS listener speaks: TLS 1.3, and TLS 1.2 with forward secrecy and authenticated encryption. RFC 9325 §3.1.1 and §4.2.</summary>
internal static class Tls
{
    /// <summary>What the start says where it cannot be arranged; null where it can.</summary>
    public static string? Notice => ChoosesSuites ? null
        : "This system chooses the cipher suites of TLS 1.2 by itself. Allow ECDHE with AES-GCM and no others in its settings (on Windows: the group "
            + "policy \"SSL Cipher Suite Order\").";

    [UnsupportedOSPlatformGuard("windows"), UnsupportedOSPlatformGuard("android")]
    private static bool ChoosesSuites => !OperatingSystem.IsWindows() && !OperatingSystem.IsAndroid();

    public static void Restrict(HttpsConnectionAdapterOptions https)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (!ChoosesSuites) return;
        var suites = new CipherSuitesPolicy(
        [
            TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        ]);
        https.OnAuthenticate = (_, options) => options.CipherSuitesPolicy = suites;
    }
}
