using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Devices;

/// <summary>A model that an administrator describes, checked. Contract §3.9, authenticators.</summary>
internal static class DeviceModelDraft
{
    private const int MostRoots = 10, LongestName = 200;

    /// <summary>What somebody writes of one; what they leave out stays as it was.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static DeviceModel Read(JsonObject body, DeviceModel model)
    {
        var name = body.Text("name")?.Trim();
        if (name is { Length: 0 or > LongestName }) throw new RuleException("name", $"must have 1 to {LongestName} characters");
        var said = body.Object("authenticatorCharacteristics");
        return model with
        {
            Name = name ?? model.Name,
            Custom = true,
            Hardware = said?.Flag("hardwareProtected") ?? model.Hardware,
            Fips = said?.Flag("fipsCompliant") ?? model.Fips,
            BuiltIn = said?.Flag("platformAttached") ?? model.BuiltIn,
            Roots = body.ContainsKey("attestationRootCertificates") ? Roots(body) : model.Roots,
        };
    }

    public static Guid IdOf(string? given) => Guid.TryParseExact(given, "D", out var id) && id != Guid.Empty ? id
        : throw new RuleException("aaguid", "must be an AAGUID, like cb69481e-8ff7-4039-93ec-0a2729a154a8");

    private static IReadOnlyList<string> Roots(JsonObject body)
    {
        const string field = "attestationRootCertificates";
        if (body[field] is not JsonArray { Count: > 0 and <= MostRoots } list || !list.All(one => one is JsonObject))
            throw new RuleException(field, $"must be 1 to {MostRoots} objects with x5c");
        return [.. list.Cast<JsonObject>().Select(one => Root(one.Text("x5c") ?? ""))];
    }

    private static string Root(string given)
    {
        var lines = given.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal));
        try
        {
            var der = Convert.FromBase64String(string.Concat(lines.Select(line => line.Trim())));
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return Convert.ToBase64String(der);
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            throw new RuleException("attestationRootCertificates.x5c", "must be a certificate in base64");
        }
    }
}
