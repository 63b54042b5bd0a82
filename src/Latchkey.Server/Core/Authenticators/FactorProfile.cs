using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What a factor is known by: the mailbox, or the name that an authenticator app shows. Contract §3.2.</summary>
public static class FactorProfile
{
    public static JsonObject Of(Factor factor, User user, string email) => factor.Type == FactorType.Email ? new() { ["email"] = email } : new() { ["credentialId"] = user.Login };
}
