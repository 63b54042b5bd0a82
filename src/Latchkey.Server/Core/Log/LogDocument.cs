using System.Buffers;
using System.Text;
using System.Text.Json;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>An event as it is answered. Contract §3.6.</summary>
internal static class LogDocument
{
    public static string Write(string id, DateTimeOffset published, LogEntry entry, LogRequest? request)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("uuid", id);
            json.WriteString("published", ApiJson.Date(published));
            json.WriteString("eventType", entry.EventType);
            json.WriteString("version", "0");
            json.WriteString("severity", entry.Severity);
            json.WriteNull("legacyEventType");
            json.WriteString("displayMessage", entry.Message);
            json.WritePropertyName("actor");
            Party(json, entry.Actor ?? LogParty.Server);
            Client(json, request);
            json.WriteStartObject("outcome");
            json.WriteString("result", entry.Outcome);
            json.WriteString("reason", entry.Reason);
            json.WriteEndObject();
            json.WriteStartArray("target");
            foreach (var target in entry.Targets) Party(json, target);
            json.WriteEndArray();
            Context(json, entry, request);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Party(Utf8JsonWriter json, LogParty party)
    {
        json.WriteStartObject();
        json.WriteString("id", party.Id);
        json.WriteString("type", party.Type);
        json.WriteString("alternateId", party.AlternateId);
        json.WriteString("displayName", party.DisplayName);
        json.WriteNull("detailEntry");
        json.WriteEndObject();
    }

    private static void Client(Utf8JsonWriter json, LogRequest? request)
    {
        json.WriteStartObject("client");
        if (request is not null)
        {
            json.WriteStartObject("userAgent");
            json.WriteString("rawUserAgent", request.UserAgent);
            json.WriteString("os", Os(request.UserAgent));
            json.WriteString("browser", Browser(request.UserAgent));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("userAgent");
        }
        json.WriteNull("zone");
        json.WriteNull("device");
        json.WriteNull("id");
        json.WriteString("ipAddress", request?.Ip);
        json.WriteNull("geographicalContext");
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, LogEntry entry, LogRequest? request)
    {
        json.WriteStartObject("transaction");
        json.WriteString("type", request is null ? "JOB" : "WEB");
        json.WriteString("id", request?.Id);
        json.WriteStartObject("detail");
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("debugContext");
        json.WriteStartObject("debugData");
        if (request is not null)
        {
            json.WriteString("requestId", request.Id);
            json.WriteString("requestUri", request.Path);
        }
        if (entry.Debug is not null)
            foreach (var (name, value) in entry.Debug) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("authenticationContext");
        json.WriteNull("authenticationProvider");
        json.WriteNull("credentialProvider");
        json.WriteNull("credentialType");
        json.WriteNull("issuer");
        json.WriteString("externalSessionId", entry.SessionId);
        json.WriteNull("interface");
        json.WriteNumber("authenticationStep", 0);
        json.WriteEndObject();

        json.WriteStartObject("securityContext");
        foreach (var nothing in (ReadOnlySpan<string>)["asNumber", "asOrg", "isp", "domain", "isProxy"]) json.WriteNull(nothing);
        json.WriteEndObject();

        json.WriteStartObject("request");
        json.WriteStartArray("ipChain");
        if (request?.Ip is { } ip)
        {
            json.WriteStartObject();
            json.WriteString("ip", ip);
            json.WriteNull("geographicalContext");
            json.WriteString("version", ip.Contains(':', StringComparison.Ordinal) ? "V6" : "V4");
            json.WriteNull("source");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whether a document may say so although the event's record, its type, its id and its time do not: what is put there by this.</summary>
    public static bool Says(string text) => Made.Any(one => one.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Made =
    [
        "0", "INFO", "SUCCESS", "JOB", "WEB", "V4", "V6", LogParty.Server.Id, LogParty.Server.Type, LogParty.Server.DisplayName!,
        "EDGE", "FIREFOX", "CHROME", "SAFARI", "UNKNOWN", "Mac OS X", "Android", "iOS", "Windows", "Linux",
    ];

    private static string Browser(string agent) => Device.Of(agent).Browser?.ToUpperInvariant() ?? "UNKNOWN";

    private static string Os(string agent) => Device.Of(agent).System switch
    {
        "macOS" => "Mac OS X",
        { } system => system,
        null => "Unknown",
    };
}
