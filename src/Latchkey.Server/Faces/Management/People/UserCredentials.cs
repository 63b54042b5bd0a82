using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>What a management request says of a person's password: a new one in the clear, or a hash from another product. Contract §3.2.</summary>
public sealed class UserCredentials(PasswordHashing hashing)
{
    /// <summary>
    /// What an administrator says of the primary address, <c>credentials.emails</c>: whether somebody is known to read mail there.
    /// Null where nothing is said of the address the person has.
    /// </summary>
    public static bool? ReadEmailVerified(JsonObject body, JsonObject profile)
    {
        if (body.Object("credentials")?["emails"] is not { } said) return null;
        if (said is not JsonArray emails || emails.Any(email => email is not JsonObject))
            throw ApiError.Validation("emails", "emails: must be a list of objects");
        bool? verified = null;
        foreach (var email in emails.Cast<JsonObject>())
        {
            if (email.Text("status") is not { } status) continue;
            if (status is not ("VERIFIED" or "UNVERIFIED")) throw ApiError.Validation("emails", "emails.status: must be VERIFIED or UNVERIFIED");
            if (Identifiers.Canonical(email.Text("value") ?? "") == Identifiers.Canonical(profile.Text("email") ?? "")) verified = status == "VERIFIED";
        }
        return verified;
    }

    /// <summary>The hash to store; null where the request has no password.</summary>
    public async Task<string?> ReadPassword(JsonObject body, JsonObject profile, Org org, CancellationToken ct)
    {
        var credentials = body.Object("credentials");
        if (credentials?.Object("provider")?.Text("type") is { } provider && provider != "OKTA")
            throw ApiError.Validation("provider", "provider: only the type OKTA is supported");
        if (credentials?.Object("password") is not { } password) return null;
        if (password["hook"] is not null) throw ApiError.Validation("password", "password.hook: is not supported by this server");
        if (password.Object("hash") is { } imported) return ReadHash(imported).Stored();
        return password.Text("value") is { } value ? await HashNew(value, profile, org, ct) : null;
    }

    private async Task<string> HashNew(string password, JsonObject profile, Org org, CancellationToken ct) =>
        PasswordPolicy.Violation(password, profile, org) is { } violation ? throw ApiError.Validation("password", $"password: {violation}")
            : await hashing.Hash(password, ct);

    private static ImportedHash ReadHash(JsonObject hash)
    {
        var algorithm = hash.Text("algorithm");
        if (algorithm != "PBKDF2") throw ApiError.Validation("password", $"password.hash.algorithm: {algorithm} cannot be imported by this server; PBKDF2 can");

        var digest = hash.Text("digestAlgorithm") ?? "SHA256_HMAC";
        if (!ImportedHash.Knows(digest)) throw ApiError.Validation("password", "password.hash.digestAlgorithm: must be SHA256_HMAC or SHA512_HMAC");
        var iterations = hash.Number("iterationCount") ?? 0;
        if (iterations is < 1 or > ImportedHash.MaxIterations)
            throw ApiError.Validation("password", $"password.hash.iterationCount: must be between 1 and {ImportedHash.MaxIterations}");
        return new(digest, iterations, Bytes(hash, "salt", 8, 128), Bytes(hash, "value", 16, 128));
    }

    private static byte[] Bytes(JsonObject hash, string name, int least, int most)
    {
        var buffer = new byte[most + 2];
        return hash.Text(name) is { } text && text.Length <= most * 4 / 3 && Convert.TryFromBase64String(text, buffer, out var length) && length >= least
            ? buffer[..length]
            : throw ApiError.Validation("password", $"password.hash.{name}: must be Base64 of {least} to {most} bytes");
    }
}
