using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Tests.Factors;

/// <summary>A kind of which people keep several: pairs of keys, told apart by who signed. Stands where passkeys will.</summary>
public sealed class KeyForTests(Server.Core.Authenticators.Factors factors, string asked) : AuthenticatorKind(factors)
{
    private readonly Server.Core.Authenticators.Factors factors = factors;

    public static readonly Evidence Shows = new("webauthn", ["swk", "user"]) { Possession = true, PhishingResistant = true, UserVerified = true };

    public override Evidence Proves => Shows;
    public override string IdPrefix => "fwf";
    public override bool Several => true;

    public override JsonObject Profile(Factor factor, User user, string email) => new() { ["authenticatorName"] = factor.Name };

    public override Task<CodeOutcome> Verify(User user, IReadOnlyList<Factor> mine, string answer, CancellationToken ct)
    {
        foreach (var factor in mine)
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(factors.SecretOf(factor), out _);
            if (key.VerifyData(Encoding.UTF8.GetBytes(asked), Convert.FromBase64String(answer), HashAlgorithmName.SHA256))
                return Task.FromResult<CodeOutcome>(new CodeOutcome.Right(Proves, _ => Task.FromResult(true)));
        }
        return Task.FromResult<CodeOutcome>(new CodeOutcome.Refused("signed by another key"));
    }
}
