using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>A passkey: a key that a device keeps for its owner and uses for the site alone that it was made for. WebAuthn Level 3.</summary>
internal sealed class PasskeyKind(Factors factors, AnsweringParties parties, PasskeyRulebook rulebook, DeviceJudge judge) : AuthenticatorKind(factors)
{
    /// <summary>As many as a person can tell apart; no browser is told a longer list of what it may not make again.</summary>
    public const int Most = 20;

    private readonly Factors factors = factors;

    public override Evidence Proves => Evidence.Passkey;
    public override string IdPrefix => Ids.PasskeyFactor;
    public override bool Several => true;
    public override bool AsksDevice => true;
    public override bool IsGuessable => false;
    public override string AnswerField => "clientData";

    public override bool WorksAt(Org org) => RelyingParties.MayHaveOne(org);

    public override JsonObject Profile(Factor factor, User user, string email) =>
        ApiJson.Known(new() { ["credentialId"] = factor.CredentialId, ["authenticatorName"] = factor.Name });

    public override string? AnswerIn(JsonObject body, Factor factor)
    {
        if (body.Text(AnswerField) is not { } clientData) return null;
        if (!factor.Active) return SaidByDevice.Making(clientData, Needed(body, "attestation")) ?? "";
        return SaidByDevice.Signature(factor.CredentialId!, clientData, Needed(body, "authenticatorData"), Needed(body, "signatureData"),
            body.Text("userHandle"));
    }

    /// <summary>Whether it is the challenge of this one that a device has answered; whether it answered well is looked at later.</summary>
    public static bool IsAnswered(Factor begun, JsonObject body) => DeviceChallenge.Of(begun.Challenge)?.Options["challenge"] is { } asked
        && SaidByDevice.ChallengeIn(body.Text("clientData")) == asked.ToString();

    public override async Task<DeviceChallenge?> BeginEnroll(Org org, User user, CancellationToken ct, KeyTraits wanted = default)
    {
        var rules = (await rulebook.For(org, user, ct)).Wanting(wanted);
        using var ceremony = new Ceremony(RelyingParties.Of(org), OwnerOf(user, await factors.Active(user, Type, ct)), rules, making: true);
        return await ceremony.AskToMake(user);
    }

    public override async Task<DeviceChallenge?> Challenge(Org org, User user, IReadOnlyList<Factor> mine, CancellationToken ct, MailLinkWish? link = null,
        KeyTraits wanted = default)
    {
        var (rules, fitting) = ((await rulebook.Of(org.Id, ct)).Wanting(wanted), await Fitting(org, mine, wanted, ct));
        using var ceremony = new Ceremony(RelyingParties.Of(org), OwnerOf(user, fitting), rules);
        return await ceremony.AskToSign();
    }

    public override async Task<IReadOnlyList<KeyTraits>> KeysOf(Org org, User user, CancellationToken ct)
    {
        var keys = new List<KeyTraits>();
        foreach (var factor in await factors.Active(user, Type, ct)) keys.Add(await TraitsOf(org, factor, ct));
        return keys;
    }

    public override async Task<IReadOnlyList<Factor>> Fitting(Org org, IReadOnlyList<Factor> mine, KeyTraits wanted, CancellationToken ct)
    {
        if (wanted.IsNothing) return mine;
        var fitting = new List<Factor>();
        foreach (var factor in mine)
            if ((await TraitsOf(org, factor, ct)).Covers(wanted)) fitting.Add(factor);
        return fitting;
    }

    public override ValueTask<bool> KnowsHardware(Org org, CancellationToken ct) => judge.KnowsHardware(org, ct);

    /// <summary>Of a device that could make sure of its owner once it is asked for that again.</summary>
    private ValueTask<KeyTraits> TraitsOf(Org org, Factor factor, CancellationToken ct)
    {
        var record = PasskeyRecord.Of(factor);
        return judge.TraitsOf(org, record, record.UserVerified, ct);
    }

    public override async Task<CodeOutcome> Verify(Org org, User user, IReadOnlyList<Factor> mine, FactorAnswer answer, CancellationToken ct)
    {
        if (answer.Asked is not { } asked) return NotAsked;
        if (SaidByDevice.Of(answer.Text) is not { } said) return Unreadable;
        if (mine.FirstOrDefault(factor => factor.CredentialId == said.CredentialId) is not { } factor)
            return new CodeOutcome.Refused("a passkey of nobody here");
        using var ceremony = new Ceremony(await parties.Of(org, ct), OwnerOf(user, [factor]), (await rulebook.Of(org.Id, ct)).Wanting(answer.Wanted));
        var (used, verified, refused) = await ceremony.Signed(said.Json, said.SignedData, asked);
        if (used is null) return new CodeOutcome.Refused(refused!);
        var record = PasskeyRecord.Of(factor) with { BackedUp = used.IsBackedUp };
        if (await judge.Revoked(org, record, ct) is { } revoked) return new CodeOutcome.Refused(revoked) { Told = revoked };
        var key = await judge.TraitsOf(org, record, verified, ct);
        if (!key.Covers(answer.Wanted)) return new CodeOutcome.Refused("a passkey that is not what the app asks for") { Told = NotWanted };
        return new CodeOutcome.Right(Evidence.OfPasskey(key),
            writing => factors.TrySign(writing, factor, used.SignCount, record.ToJson()));
    }

    public override async Task<CodeOutcome> VerifyFirst(Org org, User user, Factor factor, FactorAnswer answer, CancellationToken ct)
    {
        if (answer.Asked is not { } asked) return NotAsked;
        if (SaidByDevice.Of(answer.Text) is not { } said) return Unreadable;
        var taken = await factors.FindByCredential(org.Id, said.CredentialId, ct) is not null;
        var party = await parties.Of(org, ct);
        var rules = (await rulebook.For(org, user, ct)).Wanting(answer.Wanted);
        using var ceremony = new Ceremony(party, OwnerOf(user, []), rules, making: true, taken);
        var (made, refused) = await ceremony.Made(said.Json, asked);
        if (made is null) return new CodeOutcome.Refused(refused!);
        var (model, attested, unwanted) = await judge.Look(org, rules, made, ct);
        if (unwanted is not null) return new CodeOutcome.Refused(unwanted) { Told = unwanted };
        var record = PasskeyRecord.Of(party.Id, made) with { Model = model, Attested = attested };
        return new CodeOutcome.Right(Evidence.OfPasskey(await judge.TraitsOf(org, record, made.IsUserVerified, ct)), _ => Task.FromResult(true))
        {
            Becomes = factor with
            {
                CredentialId = said.CredentialId,
                Credential = record.ToJson(),
                LastStep = made.SignCount
            },
        };
    }

    /// <summary>What its maker calls the device that keeps this one; null where nobody knows.</summary>
    public async ValueTask<string?> ModelOf(Org org, Factor factor, CancellationToken ct) =>
        factor.Credential is null ? null : await judge.NameOf(org, PasskeyRecord.Of(factor).Model, ct);

    internal static PasskeyOwner OwnerOf(User user, IReadOnlyList<Factor> mine) => new(user.Id,
        [.. mine.Where(factor => factor.Credential is not null).Select(factor => PasskeyRecord.Of(factor).Info(factor))]);

    private const string NotWanted = "The app asks for a passkey of another kind.";
    private static readonly CodeOutcome NotAsked = new CodeOutcome.Refused("nothing was asked of a device");
    private static readonly CodeOutcome Unreadable = new CodeOutcome.Refused("not an answer of a device");

    private static string Needed(JsonObject body, string name) => body.Text(name) is { Length: > 0 } value ? value
        : throw ApiError.Validation(name, $"{name}: The field cannot be left blank");
}
