using System.Net;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Ground.Mail;

/// <summary>
/// The mail server that outgoing mail is handed to, as its address says: <c>smtp://</c> asks for STARTTLS and goes no further without
/// it (RFC 3207), <c>smtps://</c> is TLS from the first byte (RFC 8314 §3.3). What we mail opens accounts, so it travels in the
/// clear only to this very machine, or where <c>?tls=none</c> says so. <c>?ca=FILE</c> trusts an authority of one's own.
/// </summary>
internal sealed record MailRelay(string Host, int Port, RelaySecurity Security, string? User, Secret Password, string? AuthorityFile)
{
    /// <summary>An org chose it: nothing of this network is reached by it (threats row 10).</summary>
    public bool ChosenByOrg { get; private init; }

    /// <summary>Of an org's own, with TLS always: in the clear only to a developer's machine.</summary>
    public static MailRelay OfOrg(string host, int port, string user, Secret password, bool development)
    {
        var here = development && (Protocol.Localhost.IsName(host) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
        var security = here ? RelaySecurity.None : port is 465 or 2465 ? RelaySecurity.Tls : RelaySecurity.StartTls;
        return new(host, port, security, user, password, AuthorityFile: null) { ChosenByOrg = true };
    }

    private const string Encode = "Write the characters @ : / ? # % of a user or password as %40 %3A %2F %3F %23 %25.";
    private const string Example = "smtp://user:password@mail.example.com:587";

    /// <exception cref="FormatException">What is wrong with the address, and what to write instead; never the password.</exception>
    public static MailRelay Parse(string address)
    {
        if (!address.StartsWith("smtp://", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("smtps://", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"The mail server is given as smtp://… (STARTTLS) or smtps://… (TLS from the start), e.g. {Example}.");
        return Uri.TryCreate(address, UriKind.Absolute, out var url) ? Of(url)
            : throw new FormatException($"The address of the mail server cannot be read. It looks like {Example}. {Encode}");
    }

    /// <inheritdoc cref="Parse"/>
    public static MailRelay Of(Uri url)
    {
        if (url.Scheme is not ("smtp" or "smtps")) throw new FormatException($"Mail goes out by smtp:// or smtps://, not by {url.Scheme}://; e.g. {Example}.");
        if (url.Host.Length == 0) throw new FormatException($"The address of the mail server names no host. It looks like {Example}.");
        if (url.AbsolutePath is not ("" or "/") || url.Fragment.Length > 0)
            throw new FormatException($"The address of the mail server ends after its host and port, as in {Example}. {Encode}");
        if (url.Port is 0) throw new FormatException("Port 0 is no mail server's. Leave the port out for the usual one: 587 of smtp://, 465 of smtps://.");

        var implicitTls = url.Scheme == "smtps";
        RelaySecurity? security = implicitTls ? RelaySecurity.Tls : url.IsLoopback ? RelaySecurity.None : RelaySecurity.StartTls;
        string? authority = null;
        foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            (security, authority) = setting.Split('=', 2) switch
            {
                ["tls", "none"] when !implicitTls => (RelaySecurity.None, authority),
                ["tls", "starttls"] when !implicitTls => (RelaySecurity.StartTls, authority),
                ["tls", _] when implicitTls => throw new FormatException("smtps:// is TLS from the start and takes no ?tls=; use smtp:// for STARTTLS."),
                ["tls", _] => throw new FormatException("?tls= is 'starttls', which is the rule, or 'none' for a relay that is to be talked to in the clear."),
                ["ca", { Length: > 0 } file] => (security, Uri.UnescapeDataString(file)),
                _ => throw new FormatException(
                    "The address of the mail server takes ?tls=starttls, ?tls=none and ?ca=FILE, and nothing else after the question mark."),
            };
        }
        if (authority is not null && !File.Exists(authority))
            throw new FormatException($"There is no file {authority} with the certificate of the mail server's authority (?ca=).");
        if (authority is not null && security == RelaySecurity.None)
            throw new FormatException("?ca= is of no use in the clear: leave it out, or leave ?tls=none out.");

        var (user, password) = Credentials(url.UserInfo);
        return new(url.Host, url.Port > 0 ? url.Port : implicitTls ? 465 : 587, security!.Value, user, new(password), authority);
    }

    /// <summary>Whether a certificate comes of the authority of one's own. Null where the system's are trusted.</summary>
    public Func<X509Certificate2, bool>? OwnTrust()
    {
        if (AuthorityFile is null) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(AuthorityFile);
        return certificate =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(certificate);
        };
    }

    public override string ToString() => $"{Host}:{Port}";

    private static (string? User, string Password) Credentials(string userInfo)
    {
        if (userInfo.Length == 0) return (null, "");
        if (userInfo.Split(':') is not [{ Length: > 0 } user, { Length: > 0 } password])
            throw new FormatException($"A mail server that wants a name wants a password too, with one colon between: {Example}. {Encode}");
        return (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }
}
