using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Certification;

/// <summary>For whom a certificate is asked. Contract §3.1, <c>/credentials/csrs</c>.</summary>
internal sealed partial record SigningRequestDraft
{
    private const int Longest = 64, MostNames = 20;     // RFC 5280, appendix A: ub-common-name and its like

    private SigningRequestDraft(X500DistinguishedName subject, IReadOnlyList<string> dnsNames) => (Subject, DnsNames) = (subject, dnsNames);

    public X500DistinguishedName Subject { get; }
    public IReadOnlyList<string> DnsNames { get; }

    /// <param name="said">A part of the subject by its name.</param>
    /// <param name="dnsNames">What else it is to be valid for.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static SigningRequestDraft Of(Func<string, string?> said, IReadOnlyList<string> dnsNames)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(Part(said, "commonName") ?? throw new RuleException("subject.commonName", "The field cannot be left blank"));
        if (Part(said, "organizationalUnitName") is { } unit) subject.AddOrganizationalUnitName(unit);
        if (Part(said, "organizationName") is { } organization) subject.AddOrganizationName(organization);
        if (Part(said, "localityName") is { } locality) subject.AddLocalityName(locality);
        if (Part(said, "stateOrProvinceName") is { } state) subject.AddStateOrProvinceName(state);
        if (Part(said, "countryName") is { } country)
            subject.AddCountryOrRegion(Country().IsMatch(country) ? country : throw new RuleException("subject.countryName", "must be a code of two letters"));
        if (dnsNames.Count > MostNames || dnsNames.Any(name => !DnsName().IsMatch(name)))
            throw new RuleException("subjectAltNames.dnsNames", $"must be a list of at most {MostNames} names such as app.example.com");
        return new(subject.Build(), dnsNames);
    }

    private static string? Part(Func<string, string?> said, string name) => said(name)?.Trim() switch
    {
        null or "" => null,
        { Length: > Longest } => throw new RuleException($"subject.{name}", $"must have at most {Longest} characters"),
        var part when part.Any(char.IsControl) => throw new RuleException($"subject.{name}", "must have no control characters"),
        var part => part,
    };

    [GeneratedRegex("^[A-Za-z]{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Country();

    [GeneratedRegex(@"^(\*\.)?(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DnsName();
}
