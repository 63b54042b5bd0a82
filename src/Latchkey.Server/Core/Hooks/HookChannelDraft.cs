using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What a hook's channel is to be, and satisfies the rules of one. Contract §3.11, channel.</summary>
internal sealed partial record HookChannelDraft
{
    private const string FirstVersion = "1.0.0";
    private const int LongestUri = 1024;
    private const int MostHeaders = 20;
    private const int LongestHeader = 2_000;
    private const int LongestText = 1_000;

    /// <summary>What a connection or this server itself decides.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "accept", "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "cookie", "expect", "host", "keep-alive",
        "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
        "x-okta-verification-challenge", HookSignature.Header,
    };

    private HookChannelDraft(HookChannel channel, Secret? secret, bool keepsSecret) => (Channel, Secret, KeepsSecret) = (channel, secret, keepsSecret);

    public HookChannel Channel { get; }

    /// <summary>A new one; null: none, or the one it has.</summary>
    public Secret? Secret { get; }

    /// <summary>The secret it has goes on being its secret.</summary>
    public bool KeepsSecret { get; }

    /// <param name="wanted">What it is to be.</param>
    /// <param name="existing">What it is now; null for a new hook.</param>
    /// <param name="mayUseTokens">Whether a hook of this kind may be called with an access token.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static HookChannelDraft Of(HookChannelProposal wanted, HookChannel? existing, bool mayUseTokens, bool development)
    {
        var types = mayUseTokens ? (string[])[HookChannel.Http, HookChannel.OAuthType] : [HookChannel.Http];
        var type = TextRules.OneOf("channel.type", wanted.Type, HookChannel.Http, types);
        var channel = new HookChannel
        {
            Uri = Address("channel.config.uri", wanted.Uri, development), Version = VersionOf("channel.version", wanted.Version),
            Headers = HeadersOf(wanted.Headers), AuthHeader = type == HookChannel.Http ? HeaderOf(wanted) : null,
            OAuth = type == HookChannel.OAuthType ? ClientOf(wanted, development) : null,
        };
        TextRules.OneOf("channel.config.method", wanted.Method?.ToUpperInvariant(), "POST", ["POST"]);
        return WithSecret(channel, wanted.Secret, existing);
    }

    /// <summary>Three numbers: Okta's first is 1.0.0, and later ones are taken as they come.</summary>
    /// <exception cref="RuleException">It is none.</exception>
    public static string VersionOf(string field, string? given) => given is null ? FirstVersion
        : ThreeNumbers().IsMatch(given) ? given : throw new RuleException(field, "must be three numbers, as 1.0.0");

    private static HookChannelDraft WithSecret(HookChannel channel, Secret? given, HookChannel? existing)
    {
        var (field, needs) = channel.OAuth is { } client ? ("channel.config.clientSecret", client.AuthType == HookClient.Secret)
            : ("channel.config.authScheme.value", channel.AuthHeader is not null);
        if (!needs) return new(channel, null, keepsSecret: false);
        if (given is { } secret)
            return IsHeaderValue(secret.Value) ? new(channel, secret, keepsSecret: false)
                : throw new RuleException(field, $"must have between 1 and {LongestHeader} printable ASCII characters");
        // It goes on where it went until now, and nowhere else: whoever may change an address does not learn what was sent to the old one.
        return existing is not null && GoesWhereItWent(channel, existing) ? new(channel, null, keepsSecret: true)
            : throw new RuleException(field, existing is null ? "The field cannot be left blank" : "must be given anew where the address or the way changes");
    }

    private static bool GoesWhereItWent(HookChannel now, HookChannel before) => now.OAuth is { } client
        ? before.OAuth is { AuthType: HookClient.Secret } other && other.TokenUrl == client.TokenUrl && other.ClientId == client.ClientId
        : before.OAuth is null && before.AuthHeader is not null && before.Uri == now.Uri
            && before.AuthHeader.Equals(now.AuthHeader, StringComparison.OrdinalIgnoreCase);

    private static string Address(string field, string? given, bool development)
    {
        var uri = given ?? "";
        if (uri.Length > LongestUri) throw new RuleException(field, $"must have at most {LongestUri} characters");
        return RegisteredUris.AddressProblem(uri, development) is { } problem ? throw new RuleException(field, problem) : uri;
    }

    private static IReadOnlyList<HookHeader> HeadersOf(IReadOnlyList<HookHeader> given)
    {
        const string field = "channel.config.headers";
        if (given.Count > MostHeaders) throw new RuleException(field, $"at most {MostHeaders}");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in given)
        {
            RequireName(field, header.Key);
            if (header.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase))
                throw new RuleException(field, "'Authorization' belongs into authScheme: headers are shown to whoever reads the hook");
            if (!names.Add(header.Key)) throw new RuleException(field, $"'{header.Key}' is there twice");
            if (header.Value.Length > 0 && !IsHeaderValue(header.Value))
                throw new RuleException(field, $"the value of '{header.Key}' must have at most {LongestHeader} printable ASCII characters");
        }
        return given;
    }

    private static string? HeaderOf(HookChannelProposal wanted)
    {
        if (wanted.AuthHeader is null && wanted.AuthSchemeType is null && wanted.Secret is null) return null;
        TextRules.OneOf("channel.config.authScheme.type", wanted.AuthSchemeType, "HEADER", ["HEADER"]);
        RequireName("channel.config.authScheme.key", wanted.AuthHeader ?? "");
        return wanted.AuthHeader;
    }

    private static HookClient ClientOf(HookChannelProposal wanted, bool development)
    {
        var authType = wanted.AuthType is { } said && HookClient.AuthTypes.Contains(said) ? said
            : throw new RuleException("channel.config.authType", $"must be one of {string.Join(", ", HookClient.AuthTypes)}");
        var keyId = authType == HookClient.PrivateKey ? Required("channel.config.hookKeyId", wanted.HookKeyId) : null;
        return new(authType, Required("channel.config.clientId", wanted.ClientId), Address("channel.config.tokenUrl", wanted.TokenUrl, development),
            string.IsNullOrWhiteSpace(wanted.Scope) ? null : Required("channel.config.scope", wanted.Scope), keyId);
    }

    private static string Required(string field, string? given) => given?.Trim() is not { Length: > 0 } text
        ? throw new RuleException(field, "The field cannot be left blank")
        : text.Length <= LongestText ? text : throw new RuleException(field, $"must have at most {LongestText} characters");

    private static void RequireName(string field, string name)
    {
        if (!HeaderName().IsMatch(name)) throw new RuleException(field, $"'{name}' is no name of a header");
        if (Reserved.Contains(name)) throw new RuleException(field, $"'{name}' is set by the server itself");
    }

    private static bool IsHeaderValue(string text) => text.Length is > 0 and <= LongestHeader && text.All(c => c is >= ' ' and <= '~');

    [GeneratedRegex(@"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreeNumbers();

    /// <summary>RFC 9110 §5.1.</summary>
    [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderName();
}
