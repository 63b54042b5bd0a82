namespace Latchkey.Server.Core.LogStreams;

/// <summary>Where a collector is.</summary>
/// <param name="Host">Its name, as <c>acme.splunkcloud.com</c> or <c>collector.example.com:8088</c>.</param>
/// <param name="Edition">How Splunk's own hosts put what collects before their names.</param>
internal sealed record LogStreamSettings(string Host, string Edition)
{
    public const string Aws = "aws";

    public static readonly IReadOnlyList<string> Editions = [Aws, "aws_govcloud", "gcp"];

    private static readonly string[] SplunksOwn = [".splunkcloud.com", ".splunkcloudgc.com", ".splunkcloudfed.com"];

    /// <summary>To which events are posted. Plain http only on the machine of a development server.</summary>
    public string Address(bool development)
    {
        var scheme = development && IsOnThisMachine ? "http" : "https";
        var before = !SplunksOwn.Any(end => Host.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? "" : Edition == Aws ? "http-inputs-" : "http-inputs.";
        return $"{scheme}://{before}{Host}/services/collector/event";
    }

    private bool IsOnThisMachine => Host.Split(':')[0] is "127.0.0.1" or "localhost";
}
