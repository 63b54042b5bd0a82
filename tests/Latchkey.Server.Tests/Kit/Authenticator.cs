using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An authenticator app in a test's hand.</summary>
public sealed record Authenticator(TestOrg Org, string FactorId, string Secret)
{
    /// <summary>What it shows now; each code works once, so the clock moves on first.</summary>
    public string Next()
    {
        Org.Clock.Advance(Totp.Step);
        return Now();
    }

    public string Now() => Totp.Code(Base32.Decode(Secret), Totp.StepAt(Org.Clock.GetUtcNow()));
}
