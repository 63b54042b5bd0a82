using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>The kinds there are besides the password, the one to ask for first at the front, and what people could prove with them.</summary>
internal sealed class AuthenticatorKinds(IEnumerable<AuthenticatorKind> kinds, Factors factors)
{
    /// <summary>A mailbox is also where a forgotten password is mended, so it comes after the app.</summary>
    public IReadOnlyList<AuthenticatorKind> All { get; } = [.. kinds];

    /// <summary>What each of them proves.</summary>
    public IReadOnlyList<Evidence> Proofs { get; } = [.. kinds.Select(kind => kind.Proves)];

    public AuthenticatorKind? Find(string? type) => All.FirstOrDefault(kind => kind.Type == type);

    public AuthenticatorKind Of(string type) => Find(type)
        ?? throw new InvalidOperationException($"A factor has the type {type}, which this server does not know. Was the database used by a newer one?");

    public AuthenticatorKind Of(Factor factor) => Of(factor.Type);

    /// <summary>What a factor is known by; nothing of one whose kind this server does not know.</summary>
    public JsonObject Profile(Factor factor, User user, string email) => Find(factor.Type)?.Profile(factor, user, email) ?? [];

    /// <summary>
    /// What the person could prove now, from memory: every sign-in asks. Who has enrolled nothing but has a proven address gets
    /// codes there: better than a password alone, and better than trusting whoever comes first to enrol something. Whoever has
    /// enrolled is held to it.
    /// </summary>
    public async Task<Provable> ProvableBy(User user, CancellationToken ct)
    {
        var types = await factors.ActiveTypes(user, ct);
        if (types.Count == 0) return user.EmailVerified ? new Provable([Evidence.Mailbox]) : Provable.Nothing;
        Evidence[] known = [.. All.Where(kind => types.Contains(kind.Type)).Select(kind => kind.Proves)];
        return new Provable(known) { Enrolled = true, Unknown = known.Length == 0 };
    }
}
