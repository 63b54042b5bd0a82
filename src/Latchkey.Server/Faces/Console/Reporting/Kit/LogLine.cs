using System.Globalization;
using System.Text.Json;

namespace Latchkey.Server.Faces.Console.Reporting.Kit;

/// <summary>An event of the log as a page shows it.</summary>
public sealed record LogLine
{
    public required string Id { get; init; }
    public required DateTimeOffset Published { get; init; }
    public required string EventType { get; init; }
    public required string Message { get; init; }
    public required LogName Actor { get; init; }
    public required IReadOnlyList<LogName> Targets { get; init; }
    /// <summary>SUCCESS, FAILURE, DENY, …</summary>
    public required string Outcome { get; init; }
    public string? Reason { get; init; }
    public string? Ip { get; init; }
    public string UserAgent { get; init; } = "";
    /// <summary>More for whoever looks into it.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Debug { get; init; }

    public bool Succeeded => Outcome is "SUCCESS" or "ALLOW";

    /// <summary>Of what the management API would answer.</summary>
    internal static LogLine Of(string document)
    {
        using var read = JsonDocument.Parse(document);
        var line = read.RootElement;
        var (outcome, client) = (line.GetProperty("outcome"), line.GetProperty("client"));
        return new()
        {
            Id = line.GetProperty("uuid").GetString()!,
            Published = DateTimeOffset.Parse(line.GetProperty("published").GetString()!, CultureInfo.InvariantCulture),
            EventType = line.GetProperty("eventType").GetString()!, Message = line.GetProperty("displayMessage").GetString()!,
            Actor = LogName.Of(line.GetProperty("actor")), Targets = [.. line.GetProperty("target").EnumerateArray().Select(LogName.Of)],
            Outcome = outcome.GetProperty("result").GetString()!, Reason = outcome.GetProperty("reason").GetString(),
            Ip = client.GetProperty("ipAddress").GetString(),
            UserAgent = client.GetProperty("userAgent") is { ValueKind: JsonValueKind.Object } agent ? agent.GetProperty("rawUserAgent").GetString() ?? "" : "",
            Debug = [.. line.GetProperty("debugContext").GetProperty("debugData").EnumerateObject()
                .Select(one => KeyValuePair.Create(one.Name, one.Value.ToString()))],
        };
    }

    public override string ToString() => $"{EventType} {Id}";
}
