using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SystemLog;

public sealed class LogGlanceTests
{
    private const string Safari =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";

    private static readonly DateTimeOffset Published = new(2026, 12, 1, 10, 20, 30, 456, TimeSpan.Zero);
    private static readonly string Id = LogId.New(Published, 77);

    public static TheoryData<string> Agents =>
    [
        Safari, "", "curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (Windows NT 10.0) Edg/140.0",
        "Mozilla/5.0 (Linux; Android 15) Chrome/140.0", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0",
        "Mozilla/5.0 (compatible; Bot/1; +https://example.com)",
    ];

    private static readonly LogEntry[] Entries =
    [
        new(LogEntry.SignIn, "User login to Okta")
        {
            Actor = new("00u1", "User", "mia@example.com", "Mia Grün"), Targets = [new("0oa1", "AppInstance", null, "Bob's \"shop\"")], Outcome = "FAILURE",
            Severity = "WARN", Reason = "INVALID_CREDENTIALS", SessionId = "102abc", Debug = new Dictionary<string, string> { ["grantType"] = "refresh_token" },
        },
        new("user.lifecycle.create", "Create okta user")
        {
            Actor = new("00u2", "User", "mia@example.com", "Mia Green"), Targets = [new("00u3", "User", "kim@example.com", "Kim")],
        },
        new("system.cleanup", "Cleanup"),
    ];

    [Theory, MemberData(nameof(Agents))]                               // contract §3.6, q and filter
    public void Whatever_a_document_says_is_not_overlooked(string agent)
    {
        foreach (var entry in Entries)
        {
            foreach (var request in (LogRequest?[])[null, new("req1", "/oauth2/v1/token", "203.0.113.7", agent), new("req2", "/signin", "2001:db8::7", agent)])
            {
                var kept = Encoding.UTF8.GetString(LogRecord.Write(entry, request));
                var document = LogRecord.Document(Id, Published, entry.EventType, kept);
                foreach (var (path, value) in Values(JsonNode.Parse(document)!, ""))
                {
                    foreach (var text in (string[])[value, value.ToUpperInvariant(), value[..(value.Length / 2)], value[(value.Length / 2)..]])
                    {
                        foreach (var op in (string[])["eq", "sw", "ew", "co"])
                        {
                            var filter = new Scim.Compare(path, op, text);
                            if (filter.Matches(JsonNode.Parse(document)!.AsObject()))
                                new LogGlance(filter, []).Passes(Id, entry.EventType, kept).ShouldBeTrue($"{path} {op} \"{text}\" in {kept}");
                        }
                        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                            new LogGlance(null, [word]).Passes(Id, entry.EventType, kept).ShouldBeTrue($"{word} in {kept}");
                    }
                    var either = new Scim.Or(new Scim.Compare("actor.id", "eq", "nobody"), new Scim.Compare(path, "eq", value));
                    new LogGlance(either, []).Passes(Id, entry.EventType, kept).ShouldBeTrue();
                    new LogGlance(new Scim.Compare(path, "eq", value), []).Passes(Id, entry.EventType, document).ShouldBeTrue();
                }
            }
        }
    }

    [Theory]                                                           // bench/README.md: a question that finds nothing among millions
    [InlineData("actor.id eq \"00u9\"")]
    [InlineData("outcome.result eq \"FAILURE\"")]
    [InlineData("actor.id eq \"00u9\" or target.id eq \"00u9\"")]
    [InlineData("eventType sw \"user.\" and target.alternateId co \"bob\"")]
    [InlineData("client.userAgent.browser pr and actor.displayName sw \"Nobody\"")]
    public void An_event_that_does_not_say_it_is_not_parsed(string filter)
    {
        var kept = Encoding.UTF8.GetString(LogRecord.Write(Entries[1], new("req1", "/api/v1/users", "203.0.113.7", Safari)));
        new LogGlance(ScimParser.Parse(filter), []).Passes(Id, Entries[1].EventType, kept).ShouldBeFalse();
        new LogGlance(null, ["create", "nobody"]).Passes(Id, Entries[1].EventType, kept).ShouldBeFalse();
    }

    [Theory]                                                           // contract §3.6
    [InlineData("not (actor.id eq \"00u9\")")]
    [InlineData("actor.id ne \"00u9\"")]
    [InlineData("published eq \"2026-12-01T11:20:30.456+01:00\"")]
    [InlineData("actor.id eq \"00u9\" or severity eq \"info\"")]
    public void What_no_text_can_tell_is_judged_by_the_document(string filter)
    {
        var kept = Encoding.UTF8.GetString(LogRecord.Write(Entries[1], null));
        new LogGlance(ScimParser.Parse(filter), []).Passes(Id, Entries[1].EventType, kept).ShouldBeTrue();
        ScimParser.Parse(filter)!.Matches(JsonNode.Parse(LogRecord.Document(Id, Published, Entries[1].EventType, kept))!.AsObject()).ShouldBeTrue();
    }

    private static IEnumerable<(string Path, string Value)> Values(JsonNode? node, string path) => node switch
    {
        JsonObject found => found.SelectMany(member => Values(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")),
        JsonArray list => list.SelectMany(item => Values(item, path)),
        JsonValue value => [(path, value.ToString())],
        _ => [],
    };
}
