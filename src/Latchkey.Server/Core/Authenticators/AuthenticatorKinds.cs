using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
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

    /// <summary>The same with what each passkey is known to be. It is looked up, so only where somebody asks for that.</summary>
    public async Task<Provable> WithKeys(Org org, User user, Provable could, CancellationToken ct)
    {
        var keys = new List<KeyTraits>();
        foreach (var kind in All)
            if (could.Enrolled && could.Includes(kind.Type)) keys.AddRange(await kind.KeysOf(org, user, ct));
        return could with { Keys = keys, HardwareIsKnown = await KnowsHardware(org, ct) };
    }

    /// <summary>What nobody could meet is refused before anybody is asked. OpenID Connect Core Unmet Authentication Requirements 1.0 §2.</summary>
    public static async ValueTask RequireReachable(HttpContext http, WantedAssurance wanted)
    {
        if (wanted.CanBeMet(hardwareIsKnown: true) && (wanted.CanBeMet(hardwareIsKnown: false)
            || await http.RequestServices.GetRequiredService<AuthenticatorKinds>().KnowsHardware(http.Org, http.RequestAborted))) return;
        throw Assurance.Unmet();
    }

    /// <summary>Whether a model of devices is known here, so that somebody could show that hardware keeps their passkey.</summary>
    public async ValueTask<bool> KnowsHardware(Org org, CancellationToken ct)
    {
        foreach (var kind in All)
            if (await kind.KnowsHardware(org, ct)) return true;
        return false;
    }
}
