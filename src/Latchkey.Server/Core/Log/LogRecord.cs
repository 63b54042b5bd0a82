using System.Text.Json;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// An event as it is kept: what Okta's document of it is made of and no more, a fifth of its size. Written when the event
/// happens, by the request it belongs to; the document is made when somebody reads the log.
/// </summary>
internal static class LogRecord
{
    /// <summary>As UTF-8, which is how it is stored.</summary>
    public static byte[] Write(LogEntry entry, LogRequest? request)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString("m"u8, entry.Message);
        if (entry.Severity != "INFO") json.WriteString("v"u8, entry.Severity);
        if (entry.Outcome != "SUCCESS") json.WriteString("o"u8, entry.Outcome);
        if (entry.Reason is not null) json.WriteString("y"u8, entry.Reason);
        if (entry.SessionId is not null) json.WriteString("s"u8, entry.SessionId);
        if (entry.Actor is { } actor)
        {
            json.WritePropertyName("a"u8);
            Write(json, actor);
        }
        if (entry.Targets.Count > 0)
        {
            json.WriteStartArray("t"u8);
            foreach (var target in entry.Targets) Write(json, target);
            json.WriteEndArray();
        }
        if (entry.Debug is not null)
        {
            json.WriteStartObject("d"u8);
            foreach (var (name, value) in entry.Debug) json.WriteString(name, value);
            json.WriteEndObject();
        }
        if (request is not null)
        {
            json.WriteStartArray("r"u8);
            json.WriteStringValue(request.Id);
            json.WriteStringValue(request.Path);
            json.WriteStringValue(request.Ip);
            json.WriteStringValue(request.UserAgent);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        return buffer.Written.ToArray();
    }

    /// <summary>The document of an event that was kept so.</summary>
    public static string Document(string id, DateTimeOffset published, string eventType, string record)
    {
        using var read = JsonDocument.Parse(record);
        var kept = read.RootElement;
        var entry = new LogEntry(eventType, Text(kept, "m")!)
        {
            Severity = Text(kept, "v") ?? "INFO", Outcome = Text(kept, "o") ?? "SUCCESS", Reason = Text(kept, "y"), SessionId = Text(kept, "s"),
            Actor = kept.TryGetProperty("a", out var actor) ? Party(actor) : null,
            Targets = kept.TryGetProperty("t", out var targets) ? [.. targets.EnumerateArray().Select(Party)] : [],
            Debug = kept.TryGetProperty("d", out var debug) ? debug.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!) : null,
        };
        return LogDocument.Write(id, published, entry,
            kept.TryGetProperty("r", out var request) ? new(request[0].GetString()!, request[1].GetString()!, request[2].GetString(), request[3].GetString()!)
            : null);
    }

    /// <summary>A sign-in as its person sees it.</summary>
    public static SignInSeen SignIn(DateTimeOffset published, string record)
    {
        using var read = JsonDocument.Parse(record);
        var kept = read.RootElement;
        var (ip, agent) = kept.TryGetProperty("r", out var request) ? (request[2].GetString(), request[3].GetString()!) : (null, "");
        var app = kept.TryGetProperty("t", out var targets) && targets.GetArrayLength() > 0 ? Party(targets[0]).DisplayName : null;
        return new(published, Text(kept, "o") is null, app, ip, agent);
    }

    private static void Write(Utf8JsonWriter json, LogParty party)
    {
        json.WriteStartArray();
        json.WriteStringValue(party.Id);
        json.WriteStringValue(party.Type);
        json.WriteStringValue(party.AlternateId);
        json.WriteStringValue(party.DisplayName);
        json.WriteEndArray();
    }

    private static LogParty Party(JsonElement party) => new(party[0].GetString()!, party[1].GetString()!, party[2].GetString(), party[3].GetString());

    private static string? Text(JsonElement kept, string name) => kept.TryGetProperty(name, out var value) ? value.GetString() : null;
}
