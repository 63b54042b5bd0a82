using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>A collector of an org's own that its log is sent to. Contract §3.6, log streams.</summary>
internal sealed record LogStream
{
    /// <summary>Okta's name for what takes the HTTP Event Collector's way of saying events, as many collectors do.</summary>
    public const string Collector = "splunk_cloud_logstreaming";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required bool Active { get; init; }
    public required LogStreamSettings Settings { get; init; }
    public required string SealedToken { get; init; }

    /// <summary>How far it has come.</summary>
    public required LogPosition At { get; init; }

    /// <summary>How often it could not be reached since it was last.</summary>
    public required long Failures { get; init; }
    public string? Problem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public LogParty Party => new(Id, "LogStream", Settings.Host, Name);

    public override string ToString() => Id;
}
