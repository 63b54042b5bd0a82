using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>What a management request says of a person's password: a new one in the clear, or a hash from another product. Contract §3.2.</summary>
internal sealed class UserCredentials(PasswordHashing hashing, PasswordChoice choice)
{
    /// <summary>
    /// What an administrator says of the primary address, <c>credentials.emails</c>: whether somebody is known to read mail there.
    /// Null where nothing is said of the address the person has.
    /// </summary>
    public static bool? ReadEmailVerified(JsonObject body, JsonObject profile)
    {
        bool? verified = null;
        foreach (var email in body.Object("credentials")?.Objects("emails") ?? [])
        {
            if (email.Text("status") is not { } status) continue;
            if (status is not ("VERIFIED" or "UNVERIFIED")) throw ApiError.Validation("emails", "emails.status: must be VERIFIED or UNVERIFIED");
            if (Identifiers.Canonical(email.Text("value") ?? "") == Identifiers.Canonical(profile.Text("email") ?? "")) verified = status == "VERIFIED";
        }
        return verified;
    }

    /// <summary>What a person is to be asked when the password is gone; null where the request says nothing of it.</summary>
    public async Task<RecoveryQuestion?> ReadRecovery(JsonObject body, CancellationToken ct)
    {
        var said = (body.Object("credentials") ?? body).Object("recovery_question");
        // What was read may be sent back: then there is no answer beside the question.
        return said is null || (said["answer"] is null && body["credentials"] is not null) ? null
            : await RecoveryQuestion.Of(said.Text("question"), said.Text("answer"), hashing, ct);
    }

    /// <summary>The hash to store; null where the request has no password.</summary>
    /// <param name="body">The request.</param>
    /// <param name="profile">As it will be.</param>
    /// <param name="org">Where.</param>
    /// <param name="user">Whose; null: of somebody new, who will be in these groups.</param>
    /// <param name="groupIds">Of somebody new.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<string?> ReadPassword(JsonObject body, JsonObject profile, Org org, User? user, IReadOnlyList<string> groupIds, CancellationToken ct)
    {
        var credentials = body.Object("credentials");
        if (credentials?.Object("provider")?.Text("type") is { } provider && provider != "OKTA")
            throw ApiError.Validation("provider", "provider: only the type OKTA is supported");
        if (credentials?.Object("password") is not { } password) return null;
        if (password.Object("hook") is { } hook) return Elsewhere(hook, password, user);
        if (password.Object("hash") is { } imported) return ReadHash(imported).Stored();
        if (password.Text("value") is not { } value) return null;
        await choice.Require(org, profile, user, groupIds, value, ct);
        return await hashing.Hash(value, ct);
    }

    /// <summary>The password is where an inline hook is; the first sign-in asks it. Contract §3.2, import.</summary>
    private static string Elsewhere(JsonObject hook, JsonObject password, User? user)
    {
        if (hook.Text("type") is { } type && type != "default") throw ApiError.Validation("password", "password.hook.type: must be default");
        if (password["value"] is not null || password["hash"] is not null)
            throw ApiError.Validation("password", "password.hook: a password is elsewhere, or it is given; not both");
        return user is null ? PasswordHook.Elsewhere : throw ApiError.Validation("password", "password.hook: is for people who are new here");
    }

    private static ImportedHash ReadHash(JsonObject hash)
    {
        try
        {
            return ImportedHash.Of(new(hash.Text("algorithm"), hash.Text("salt"), hash.Text("value"))
            {
                DigestAlgorithm = hash.Text("digestAlgorithm"), Iterations = hash.Number("iterationCount"), WorkFactor = hash.Number("workFactor"),
                SaltOrder = hash.Text("saltOrder"),
            });
        }
        catch (RuleException broken)
        {
            throw ApiError.Validation("password", $"password.hash.{broken.Message}");
        }
    }
}
