using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Who somebody says they are who makes an account for themselves: the address is the name that they sign in by.</summary>
internal static class SignUpDraft
{
    /// <exception cref="RuleException">It is nobody's profile.</exception>
    public static UserDraft Of(string? email, string? firstName, string? lastName, Language language, MailReach reach) => UserDraft.Of(new JsonObject
    {
        ["login"] = email?.Trim(), ["email"] = email?.Trim(), ["firstName"] = firstName?.Trim(), ["lastName"] = lastName?.Trim(),
        ["preferredLanguage"] = language.Tag,
    }, ProfileSchema.OfEveryOrg, reach);
}
