using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>An authenticator app, which computes codes from a secret it shares with the server. RFC 6238.</summary>
internal sealed class AppKind(Factors factors, TimeProvider clock) : AuthenticatorKind(factors)
{
    private readonly Factors factors = factors;

    public override Evidence Proves => Evidence.App;
    public override string IdPrefix => Ids.TotpFactor;

    public override JsonObject Profile(Factor factor, User user, string email) => new() { ["credentialId"] = user.Login };

    public override byte[] NewSecret() => Totp.NewSecret();

    public override Task<CodeOutcome> Verify(Org org, User user, IReadOnlyList<Factor> mine, FactorAnswer answer, CancellationToken ct)
    {
        foreach (var factor in mine)
            if (Totp.Match(factors.SecretOf(factor), SecondFactor.Digits(answer.Text), clock.Now) is { } step)
                return Task.FromResult<CodeOutcome>(new CodeOutcome.Right(Proves, writing => factors.TrySpend(writing, factor, step)));
        return Task.FromResult<CodeOutcome>(new CodeOutcome.Refused("wrong code"));
    }
}
