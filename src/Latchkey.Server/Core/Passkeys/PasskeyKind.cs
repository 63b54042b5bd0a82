using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>A passkey: a key that a device keeps for its owner and uses for the site alone that it was made for. WebAuthn Level 3.</summary>
internal sealed class PasskeyKind(Factors factors, AnsweringParties parties) : AuthenticatorKind(factors)
{
    private readonly Factors factors = factors;

    public override Evidence Proves => Evidence.Passkey;
    public override string IdPrefix => Ids.PasskeyFactor;
    public override bool Several => true;
    public override bool AsksDevice => true;
    public override bool IsGuessable => false;
    public override string AnswerField => "clientData";

    public override bool WorksAt(Org org) => RelyingParties.MayHaveOne(org);

    public override JsonObject Profile(Factor factor, User user, string email) =>
        new() { ["credentialId"] = factor.CredentialId, ["authenticatorName"] = factor.Name };

    public override string? AnswerIn(JsonObject body, Factor factor)
    {
        if (body.Text(AnswerField) is not { } clientData) return null;
        if (!factor.Active) return SaidByDevice.Making(clientData, Needed(body, "attestation")) ?? "";
        return SaidByDevice.Signature(factor.CredentialId!, clientData, Needed(body, "authenticatorData"), Needed(body, "signatureData"),
            body.Text("userHandle"));
    }

    public override async Task<DeviceChallenge?> BeginEnroll(Org org, User user, CancellationToken ct)
    {
        using var ceremony = new Ceremony(RelyingParties.Of(org), OwnerOf(user, await factors.Active(user, Type, ct)));
        return await ceremony.AskToMake(user);
    }

    public override async Task<DeviceChallenge?> Challenge(Org org, User user, IReadOnlyList<Factor> mine, CancellationToken ct)
    {
        using var ceremony = new Ceremony(RelyingParties.Of(org), OwnerOf(user, mine));
        return await ceremony.AskToSign();
    }

    public override async Task<CodeOutcome> Verify(Org org, User user, IReadOnlyList<Factor> mine, FactorAnswer answer, CancellationToken ct)
    {
        if (answer.Asked is not { } asked) return NotAsked;
        if (SaidByDevice.Of(answer.Text) is not { } said) return Unreadable;
        if (mine.FirstOrDefault(factor => factor.CredentialId == said.CredentialId) is not { } factor)
            return new CodeOutcome.Refused("a passkey of nobody here");
        using var ceremony = new Ceremony(await parties.Of(org, ct), OwnerOf(user, [factor]));
        var (used, verified, refused) = await ceremony.Signed(said.Json, said.SignedData, asked);
        if (used is null) return new CodeOutcome.Refused(refused!);
        var record = PasskeyRecord.Of(factor) with { BackedUp = used.IsBackedUp };
        return new CodeOutcome.Right(verified ? Evidence.VerifiedPasskey : Evidence.Passkey,
            writing => factors.TrySign(writing, factor, used.SignCount, record.ToJson()));
    }

    public override async Task<CodeOutcome> VerifyFirst(Org org, User user, Factor factor, FactorAnswer answer, CancellationToken ct)
    {
        if (answer.Asked is not { } asked) return NotAsked;
        if (SaidByDevice.Of(answer.Text) is not { } said) return Unreadable;
        var taken = await factors.FindByCredential(org.Id, said.CredentialId, ct) is not null;
        var party = await parties.Of(org, ct);
        using var ceremony = new Ceremony(party, OwnerOf(user, []), taken);
        var (made, refused) = await ceremony.Made(said.Json, asked);
        if (made is null) return new CodeOutcome.Refused(refused!);
        return new CodeOutcome.Right(made.IsUserVerified ? Evidence.VerifiedPasskey : Evidence.Passkey, _ => Task.FromResult(true))
        {
            Becomes = factor with { CredentialId = said.CredentialId, Credential = PasskeyRecord.Of(party.Id, made).ToJson(), LastStep = made.SignCount },
        };
    }

    internal static PasskeyOwner OwnerOf(User user, IReadOnlyList<Factor> mine) => new(user.Id,
        [.. mine.Where(factor => factor.Credential is not null).Select(factor => PasskeyRecord.Of(factor).Info(factor))]);

    private static readonly CodeOutcome NotAsked = new CodeOutcome.Refused("nothing was asked of a device");
    private static readonly CodeOutcome Unreadable = new CodeOutcome.Refused("not an answer of a device");

    private static string Needed(JsonObject body, string name) => body.Text(name) is { Length: > 0 } value ? value
        : throw ApiError.Validation(name, $"{name}: The field cannot be left blank");
}
