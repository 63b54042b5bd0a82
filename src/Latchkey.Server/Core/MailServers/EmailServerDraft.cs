using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.MailServers;

/// <summary>What a mail server of an org is to be, and satisfies the rules of one. Contract §3.8, mail servers.</summary>
internal sealed record EmailServerDraft
{
    /// <summary>A name and a password (RFC 4954): what else Okta has needs tokens of a provider's.</summary>
    public const string Basic = "BASIC_SMTP_AUTH";

    private const int Longest = 255;

    /// <summary>RFC 6409 and RFC 8314: where mail is handed in. Not any port: this server is no means to try others' doors.</summary>
    private static readonly int[] Ports = [25, 465, 587, 2465, 2525, 2587];

    private EmailServerDraft(string alias, string host, int port, string username) => (Alias, Host, Port, Username) = (alias, host, port, username);

    public string Alias { get; }
    public string Host { get; }
    public int Port { get; }
    public string Username { get; }
    public bool Enabled { get; private init; }
    /// <summary>Null: the one it has.</summary>
    public Secret? Password { get; private init; }

    /// <param name="wanted">What it is to be.</param>
    /// <param name="existing">What it is now; null for a new one.</param>
    /// <param name="development">A mail server on the developer's machine may have any port.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static EmailServerDraft Of(EmailServerProposal wanted, EmailServer? existing, bool development)
    {
        TextRules.OneOf("authType", wanted.AuthType, Basic, [Basic]);
        var host = Text("host", wanted.Host ?? existing?.Host).ToLowerInvariant();
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) throw new RuleException("host", "must be the name or the address of a mail server");
        var port = wanted.Port ?? existing?.Port ?? throw new RuleException("port", "The field cannot be left blank");
        if (!Ports.Contains(port) && !(development && port is > 0 and < 65536)) throw new RuleException("port", $"must be one of {string.Join(", ", Ports)}");
        var username = Text("username", wanted.Username ?? existing?.Username);
        var password = wanted.Password is { Value.Length: > 0 } given ? given : (Secret?)null;
        if (password is { Value.Length: > Longest }) throw new RuleException("password", $"must have at most {Longest} characters");
        // It goes on where it went until now, and nowhere else: whoever may change the address does not learn what was sent to the old one.
        if (password is null && (existing is null || (existing.Host, existing.Port, existing.Username) != (host, port, username)))
            throw new RuleException("password", existing is null ? "The field cannot be left blank"
                : "must be given anew where the host, the port or the name changes");
        return new(Named(wanted.Alias ?? existing?.Alias), host, port, username)
        {
            Enabled = wanted.Enabled ?? existing?.Enabled ?? false, Password = password,
        };
    }

    private static string Named(string? alias) => alias?.Trim() is { Length: > 0 and <= Longest } text && !text.Any(char.IsControl) ? text
        : throw new RuleException("alias", $"must have between 1 and {Longest} characters");

    private static string Text(string field, string? given) => given?.Trim() is not { Length: > 0 } text
        ? throw new RuleException(field, "The field cannot be left blank")
        : text.Length <= Longest && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? text
        : throw new RuleException(field, $"must have at most {Longest} characters, and no blanks");

    public override string ToString() => "(a mail server about to be)";
}
