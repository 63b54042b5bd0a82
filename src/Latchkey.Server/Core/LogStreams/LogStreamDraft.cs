using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>What a log stream is to be, and satisfies the rules of one. Contract §3.6, log streams.</summary>
internal sealed partial record LogStreamDraft
{
    private const int LongestName = 100;
    private const int LongestToken = 200;

    private LogStreamDraft(string name, LogStreamSettings settings, Secret? token) => (Name, Settings, Token) = (name, settings, token);

    public string Name { get; }
    public LogStreamSettings Settings { get; }

    /// <summary>Null: the one it has.</summary>
    public Secret? Token { get; }

    /// <param name="existing">The stream it replaces: its type stays.</param>
    /// <param name="name">Of no other stream of the org.</param>
    /// <param name="type">Of collector.</param>
    /// <param name="host">Where it is.</param>
    /// <param name="edition">Of Splunk's own.</param>
    /// <param name="token">What it is called with; it does not follow a stream to another host.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static LogStreamDraft Of(LogStream? existing, string? name, string? type, string? host, string? edition, Secret? token, bool development)
    {
        if (type == "aws_eventbridge")
            throw new RuleException("type", $"this server has no account at AWS to hand events over in; {LogStream.Collector} reaches any collector by HTTP");
        TextRules.OneOf("type", type, existing?.Type ?? "", [LogStream.Collector]);
        if (host is null || !HostName().IsMatch(host)) throw new RuleException("settings.host", "must be the name of a host, and a port where it has another");
        var settings = new LogStreamSettings(host, TextRules.OneOf("settings.edition", edition, LogStreamSettings.Aws, LogStreamSettings.Editions));
        if (RegisteredUris.AddressProblem(settings.Address(development), development) is { } problem) throw new RuleException("settings.host", problem);
        if (token is null && existing?.Settings != settings)
            throw new RuleException("settings.token", existing is null ? "The field cannot be left blank" : "must be given anew where the host changes");
        if (token is { Value: var given } && (given.Length is 0 or > LongestToken || given.Any(sign => sign is <= ' ' or > '~')))
            throw new RuleException("settings.token", $"must have between 1 and {LongestToken} printable ASCII characters");
        return new(TextRules.Name(name, LongestName), settings, token);
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(:[0-9]{1,5})?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HostName();
}
