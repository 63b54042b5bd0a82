using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Latchkey.Server.Ground.Languages;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Devices;

/// <summary>What FIDO says of makers' devices, out of the file that it signs. FIDO Metadata Service v3.1 §3.1.</summary>
/// <param name="Number">Each file has a greater one than the one before.</param>
/// <param name="NextUpdate">When there is a newer one.</param>
/// <param name="Models">Those that are known by an AAGUID.</param>
internal sealed record FidoMetadata(long Number, DateOnly NextUpdate, IReadOnlyList<DeviceModel> Models)
{
    /// <summary>Whose certificates counted, in PEM; null: FIDO's.</summary>
    public string? Root { get; init; }

    /// <summary>FIDO Metadata Service §3.2: whose certificate has signed it.</summary>
    private const string Signer = "mds.fidoalliance.org";

    private const int LargestFile = 50_000_000, LongestName = 200;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <param name="text">The file: a JWS with its certificates in it.</param>
    /// <param name="root">Whose certificates count, in PEM; null: the root that FIDO has named, for the name of its service alone.</param>
    /// <param name="now">When it is looked at.</param>
    /// <exception cref="FormatException">It is none, or nobody who counts has signed it.</exception>
    public static async Task<FidoMetadata> Read(string text, string? root, DateTimeOffset now)
    {
        text = text.Trim();
        if (text.Length > LargestFile || text.Count(letter => letter == '.') != 2)
            throw new FormatException("This is no file of the FIDO Metadata Service: a JWS, as https://mds3.fidoalliance.org answers it.");
        var chain = Certificates(text);
        try
        {
            Trust(chain, root, now);
            using var ecdsa = chain[0].GetECDsaPublicKey();
            using var rsa = chain[0].GetRSAPublicKey();
            SecurityKey key = ecdsa is not null ? new ECDsaSecurityKey(ecdsa) : rsa is not null ? new RsaSecurityKey(rsa)
                : throw new FormatException("The file is signed with a key of a kind that is not known here.");
            // FIDO Metadata Service §3.2, step 6: by the first certificate's key, and no other's.
            var seen = await new JsonWebTokenHandler { MaximumTokenSizeInBytes = LargestFile }.ValidateTokenAsync(text, new TokenValidationParameters
            {
                IssuerSigningKey = key, ValidAlgorithms = Algorithms, ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false,
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            });
            if (!seen.IsValid) throw new FormatException("The signature of the file is not that of its certificate: it was changed on the way.");
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(text.Split('.')[1]));
            return Of(payload.RootElement, now) with { Root = root };
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw new FormatException("The file is signed, and does not say what FIDO's metadata say.", broken);
        }
        finally
        {
            foreach (var one in chain) one.Dispose();
        }
    }

    private static X509Certificate2Collection Certificates(string text)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(text.Split('.')[0]));
            var chain = new X509Certificate2Collection();
            foreach (var one in header.RootElement.GetProperty("x5c").EnumerateArray())
                chain.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(one.GetString()!)));
            return chain.Count > 0 ? chain : throw new FormatException("The file names no certificate that it is signed with.");
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw new FormatException("The file names no certificate that it is signed with.", broken);
        }
    }

    private static void Trust(X509Certificate2Collection certificates, string? root, DateTimeOffset now)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(root ?? Pinned());
        }
        catch (CryptographicException broken)
        {
            throw new FormatException("The root certificate is not in PEM.", broken);
        }
        if (roots.Count == 0) throw new FormatException("The root certificate is not in PEM.");
        if (root is null && !certificates[0].MatchesHostname(Signer, allowCommonName: true))
            throw new FormatException($"The file is signed by {certificates[0].GetNameInfo(X509NameType.SimpleName, false)}, and not by {Signer}.");
        if (!CertificatePaths.LeadTo(roots, certificates, now))
            throw new FormatException(root is null
                ? "The certificates of the file do not lead to the root that FIDO has named, or are over. Take a file of today, or give another root."
                : "The certificates of the file do not lead to the root that was given, or are over.");
    }

    private static string Pinned()
    {
        using var stream = typeof(FidoMetadata).Assembly.GetManifestResourceStream("Latchkey.Server.Core.Devices.fido-root.pem")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static FidoMetadata Of(JsonElement payload, DateTimeOffset now)
    {
        var models = new Dictionary<Guid, DeviceModel>();
        foreach (var entry in payload.GetProperty("entries").EnumerateArray())
            if (Text(entry, "aaguid") is { } id && Guid.TryParse(id, out var aaguid) && entry.TryGetProperty("metadataStatement", out var statement))
                models[aaguid] = ModelOf(aaguid, entry, statement, now);
        return new(payload.GetProperty("no").GetInt64(), DateOnly.Parse(payload.GetProperty("nextUpdate").GetString()!, CultureInfo.InvariantCulture),
            [.. models.Values]);
    }

    private static DeviceModel ModelOf(Guid id, JsonElement entry, JsonElement statement, DateTimeOffset now)
    {
        var name = Sentence.Clean(Text(statement, "description") ?? id.ToString());
        // FIDO Metadata Service §3.1.3: a report without a date counts from the first. Sorted as they came where they are of one day.
        var reports = entry.TryGetProperty("statusReports", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(report => (Status: Text(report, "status") ?? "", From: Text(report, "effectiveDate") ?? ""))
                .Where(report => report.Status.Length > 0).OrderBy(report => report.From, StringComparer.Ordinal).ToArray() : [];
        var statuses = reports.Select(report => report.Status).ToArray();
        var protection = Texts(statement, "keyProtection");
        var hints = Texts(statement, "attachmentHint");
        return new()
        {
            Id = id, Name = name.Length <= LongestName ? name : name[..LongestName], Statuses = statuses,
            Roots = Texts(statement, "attestationRootCertificates"),
            Hardware = protection.Any(word => word is "hardware" or "secure_element" or "tee") && !protection.Contains("software"),
            Fips = statuses.Any(status => status.StartsWith("FIPS140_CERTIFIED", StringComparison.Ordinal)),
            BuiltIn = hints.Count == 0 ? null : hints.Contains("internal"), UpdatedAt = now,
        };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)] : [];
}
