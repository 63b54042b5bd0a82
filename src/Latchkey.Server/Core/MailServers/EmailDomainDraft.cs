using Latchkey.Server.Core.Domains;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.MailServers;

/// <summary>A sender as it is to be, and satisfies the rules of one. Contract §3.8, mail senders.</summary>
internal sealed record EmailDomainDraft
{
    private const int Longest = 255;

    private EmailDomainDraft(string domain, string displayName, string userName) => (Domain, DisplayName, UserName) = (domain, displayName, userName);

    public string Domain { get; }
    public string DisplayName { get; }
    public string UserName { get; }

    /// <param name="domain">As it was said.</param>
    /// <param name="displayName">Who mail comes from, in words.</param>
    /// <param name="userName">What stands before the @.</param>
    /// <param name="home">This server's own host, which no org sends mail from.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static EmailDomainDraft Of(string? domain, string? displayName, string? userName, string home)
    {
        var name = DomainName.Ascii(domain ?? "");
        if (!EmailAddress.Is($"x@{name}") || !name.Contains('.', StringComparison.Ordinal))
            throw new RuleException("domain", "must be a name of DNS: example.com");
        DomainName.RequireNotOurs(name, home);
        if (displayName?.Trim() is not { Length: > 0 and <= Longest } shown || shown.Any(char.IsControl))
            throw new RuleException("displayName", $"must have between 1 and {Longest} characters");
        if (userName?.Trim() is not { Length: > 0 } before || !EmailAddress.Is($"{before}@{name}"))
            throw new RuleException("userName", "must be what stands before the @ of an address");
        return new(name, shown, before);
    }
}
