using System.Globalization;
using System.Xml.Linq;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Entrance.Development;

/// <summary>
/// GET /dev/certificate and what it offers: the development authority's certificate for Android (.crt) and for iOS, as a profile
/// (.mobileconfig). Mapped where a development server has an authority.
/// </summary>
internal static class CertificateEndpoint
{
    public const string Path = ServerSettings.CertificatePath;
    public const string AndroidFile = "latchkey-development.crt";
    public const string AppleFile = "latchkey-development.mobileconfig";

    public static async Task<IResult> Show(HttpContext http, ServerSettings settings)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var authority = settings.DevelopmentAuthority!;
        return Page.Of(new CertificatePage
        {
            Language = Language.English, Authority = authority, OrgUrl = http.Org.Url,
            ForApple = agent.Contains("iPhone", StringComparison.Ordinal) || agent.Contains("iPad", StringComparison.Ordinal),
            ForAndroid = agent.Contains("Android", StringComparison.Ordinal),
        });
    }

    public static IResult ForAndroid(HttpContext http, ServerSettings settings)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(settings.DevelopmentAuthority!.Der, "application/x-x509-ca-cert", AndroidFile);
    }

    /// <summary>Not as a download: Safari offers to install what it is shown.</summary>
    public static IResult ForApple(HttpContext http, ServerSettings settings)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(Profile(settings.DevelopmentAuthority!), "application/x-apple-aspen-config", System.Text.Encoding.UTF8);
    }

    /// <summary>A configuration profile with one root certificate. The identifiers are of the certificate, so that the same one is installed once.</summary>
    private static string Profile(DevAuthority authority)
    {
        var print = authority.Fingerprint.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        var identifier = $"latchkey.development.{print[..16]}";
        var certificate = Dictionary(
            ("PayloadType", new XElement("string", "com.apple.security.root")), ("PayloadVersion", new XElement("integer", 1)),
            ("PayloadIdentifier", new XElement("string", identifier + ".certificate")), ("PayloadUUID", new XElement("string", Uuid(print[..32]))),
            ("PayloadDisplayName", new XElement("string", authority.CommonName)), ("PayloadCertificateFileName", new XElement("string", AndroidFile)),
            ("PayloadContent", new XElement("data", Convert.ToBase64String(authority.Der))));
        var profile = Dictionary(
            ("PayloadType", new XElement("string", "Configuration")), ("PayloadVersion", new XElement("integer", 1)),
            ("PayloadIdentifier", new XElement("string", identifier)), ("PayloadUUID", new XElement("string", Uuid(print[32..]))),
            ("PayloadDisplayName", new XElement("string", authority.CommonName)), ("PayloadOrganization", new XElement("string", "Latchkey development")),
            ("PayloadDescription", new XElement("string",
            $"Lets this device trust a development server. It can vouch for {string.Join(", ", authority.Names)} and nothing else.")),
            ("PayloadRemovalDisallowed", new XElement("false")),
            ("RemovalDate", new XElement("date", authority.Until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
            ("PayloadContent", new XElement("array", certificate)));
        return new XDeclaration("1.0", "UTF-8", null) + "\n" + new XDocument(
            new XDocumentType("plist", "-//Apple//DTD PLIST 1.0//EN", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", null),
            new XElement("plist", new XAttribute("version", "1.0"), profile));
    }

    private static XElement Dictionary(params (string Key, XElement Value)[] entries) =>
        new("dict", entries.SelectMany(entry => (XElement[])[new("key", entry.Key), entry.Value]));

    private static string Uuid(string hex) => Guid.ParseExact(hex, "N").ToString("D").ToUpperInvariant();
}
