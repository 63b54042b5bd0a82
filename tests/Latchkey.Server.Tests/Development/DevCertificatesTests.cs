using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Entrance.Development;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Development;

/// <summary>What a phone that trusts a development server trusts, and what not.</summary>
public sealed class DevCertificatesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lk-ca-").FullName;
    private readonly FakeClock clock = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private DevCertificate Issue(params string[] hosts) => DevCertificates.Issue(folder, hosts, clock);

    [Theory]                                                           // RFC 5280 §4.2.1.10
    [InlineData("localhost", true)]
    [InlineData("dev-1234567.localhost", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("10.0.2.2", true)]
    [InlineData("host.docker.internal", true)]
    [InlineData("mymac.local", true)]
    [InlineData("192.168.1.21", false)]
    [InlineData("bank.example", false)]
    [InlineData("notmymac.local", false)]
    public void Whoever_trusts_it_trusts_it_for_this_servers_names_alone(string name, bool trusted)
    {
        Issue("192.168.1.20", "mymac.local");
        Chain(LeafFor(name)).ShouldBe(trusted, name);
    }

    [Fact]
    public void Its_certificate_is_for_all_of_the_servers_names()
    {
        using var server = Issue("192.168.1.20").Server;
        foreach (var name in (string[])["localhost", "dev-1234567.localhost", "127.0.0.1", "::1", "10.0.2.2", "host.docker.internal", "192.168.1.20"]) server.MatchesHostname(name, allowCommonName: false).ShouldBeTrue(name);
        Chain(server).ShouldBeTrue();
        (server.NotAfter - server.NotBefore).ShouldBeLessThan(TimeSpan.FromDays(92));
    }

    [Fact]
    public void The_authority_vouches_for_no_mail_and_no_authority()
    {
        Issue();
        using var authority = Authority();
        authority.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Single().Value.ShouldBe("1.3.6.1.5.5.7.3.1");
        var constraints = authority.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        (constraints.CertificateAuthority, constraints.HasPathLengthConstraint, constraints.PathLengthConstraint).ShouldBe((true, true, 0));
    }

    [Fact]
    public void It_is_kept_as_long_as_it_will_do_and_no_longer_than_90_days()
    {
        var first = Issue("192.168.1.20");
        first.IsNew.ShouldBeTrue();
        first.Authority.Until.ShouldBe(clock.GetUtcNow().AddDays(90), TimeSpan.FromSeconds(1));
        first.Authority.Fingerprint.Replace(":", "", StringComparison.Ordinal).ShouldBe(Authority().GetCertHashString(HashAlgorithmName.SHA256));

        clock.Advance(TimeSpan.FromDays(82));
        var kept = Issue("192.168.1.20");
        (kept.IsNew, kept.Authority.Fingerprint).ShouldBe((false, first.Authority.Fingerprint));
        Issue().Authority.Fingerprint.ShouldBe(first.Authority.Fingerprint, "it vouches for more than is asked for");

        clock.Advance(TimeSpan.FromDays(2));
        var renewed = Issue("192.168.1.20");
        (renewed.IsNew, renewed.Authority.Fingerprint == first.Authority.Fingerprint).ShouldBe((true, false));
    }

    [Fact]
    public void In_another_network_there_is_another_one()
    {
        var here = Issue("192.168.1.20");
        var elsewhere = Issue("10.0.0.5");
        elsewhere.IsNew.ShouldBeTrue();
        elsewhere.Authority.Names.ShouldNotContain("192.168.1.20");
        elsewhere.Authority.Fingerprint.ShouldNotBe(here.Authority.Fingerprint);
    }

    [Fact]
    public void One_that_vouches_for_every_name_is_thrown_away()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Latchkey development", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        using var unbounded = request.CreateSelfSigned(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddYears(5));
        File.WriteAllText(Path.Combine(folder, DevCertificates.AuthorityFile), unbounded.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, DevCertificates.AuthorityKeyFile), key.ExportPkcs8PrivateKeyPem());

        Issue().IsNew.ShouldBeTrue();
        Authority().GetCertHashString(HashAlgorithmName.SHA256).ShouldNotBe(unbounded.GetCertHashString(HashAlgorithmName.SHA256));
    }

    private X509Certificate2 Authority() => X509Certificate2.CreateFromPemFile(Path.Combine(folder, DevCertificates.AuthorityFile), Path.Combine(folder, DevCertificates.AuthorityKeyFile));

    /// <summary>As whoever stole the authority's key would make it.</summary>
    private X509Certificate2 LeafFor(string name)
    {
        using var authority = Authority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stolen", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3, 4]);
    }

    private bool Chain(X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return chain.Build(leaf);
    }
}
