using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.LogStreams;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.SystemLog;

/// <summary>The log goes to a collector of the org's own: all of it, in order, and to nobody else. Contract §3.6, log streams.</summary>
public sealed class LogStreamsTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private HookReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private Task Group(string name) => org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } });

    /// <summary>The groups that it was told were made, in that order.</summary>
    private string[] Told() => [.. receiver.Calls.SelectMany(call => call.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => JsonNode.Parse(line)!["event"]!)
        .Where(one => one["eventType"]!.ToString() == "group.lifecycle.create").Select(one => one["target"]![0]!["displayName"]!.ToString())];

    /// <summary>
    /// Time goes by until it holds; whoever sends, the loop of the server or this, of two one does. It goes by in steps: the collector's time to answer is
    /// counted by the same clock, and the loop's question may be on its way.
    /// </summary>
    private Task InTime(Func<bool> holds)
    {
        var asked = 0;
        return Eventually.HoldsAsync(async () =>
        {
            if (holds()) return true;
            if (asked++ % 100 == 0) org.Clock.Advance(TimeSpan.FromSeconds(7));
            await org.Services.GetRequiredService<LogStreamDelivery>().DeliverDue(default);
            return holds();
        });
    }

    [Fact]
    public async Task A_collector_gets_the_log_from_now_on_in_its_order()
    {
        await Group("Before");
        org.Clock.Advance(TimeSpan.FromSeconds(1));
        var made = (await org.Post("/logStreams", HookBodies.LogStream("SIEM", receiver.Url))).ShouldSucceed();
        made["status"].ShouldBe("ACTIVE");
        made["settings.host"].ShouldBe(new Uri(receiver.Url).Authority);
        made["settings.token"].ShouldBeNull();
        made.Text.ShouldNotContain("7a4c1f2e");
        for (var i = 0; i < 3; i++) await Group($"G{i}");
        await InTime(() => Told().Length == 3);
        Told().ShouldBe(["G0", "G1", "G2"]);
        var call = receiver.Calls[0];
        (call.Method, call.Path).ShouldBe(("POST", "/services/collector/event"));
        call.Headers["authorization"].ShouldBe("Splunk 7a4c1f2e-0000-4000-8000-000000000001");
        var first = JsonNode.Parse(call.Text.Split('\n')[0])!;
        first["sourcetype"]!.ToString().ShouldBe("OktaIM2:log");
        first["time"]!.GetValue<decimal>().ShouldBeGreaterThan(1_000_000_000m);
        first["event"]!["uuid"].ShouldNotBeNull();

        // Off, it is told nothing, and what happened meanwhile neither.
        (await org.Post($"/logStreams/{made.Id}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        await Group("Unseen");
        org.Clock.Advance(TimeSpan.FromSeconds(20));
        (await org.Post($"/logStreams/{made.Id}/lifecycle/activate")).ShouldSucceed();
        await Group("G3");
        await InTime(() => Told().Contains("G3"));
        Told().ShouldBe(["G0", "G1", "G2", "G3"]);
        (await org.Read("/logStreams?filter=" + Uri.EscapeDataString("type eq \"splunk_cloud_logstreaming\""))).ShouldSucceed().Each("name").ShouldBe(["SIEM"]);
        (await org.Read("/meta/schemas/logStream")).ShouldSucceed().List.Count.ShouldBe(1);
        (await org.Delete($"/logStreams/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Read($"/logStreams/{made.Id}")).ShouldBeRefused(404, "E0000007");
        (await org.Events(made.Id)).ShouldBe(["system.log_stream.lifecycle.create", "system.log_stream.lifecycle.deactivate", "system.log_stream.lifecycle.activate", "system.log_stream.lifecycle.delete"]);
    }

    [Fact]
    public async Task A_stream_that_has_had_everything_writes_nothing()
    {
        var id = (await org.Post("/logStreams", HookBodies.LogStream("SIEM", receiver.Url))).ShouldSucceed().Id;
        await Group("G0");
        await InTime(() => Told().Length == 1);
        var db = org.Services.GetRequiredService<Database>();
        Task<string?> Row() => db.One<string>("select due_at || '/' || leased_until || '/' || published_at || '/' || event_id from log_streams where id = @id", new { id }, default);
        // Whatever else happened until now is sent first.
        string? before = null;
        await Eventually.HoldsAsync(async () =>
        {
            org.Clock.Advance(TimeSpan.FromSeconds(7));
            await org.Services.GetRequiredService<LogStreamDelivery>().DeliverDue(default);
            var row = await Row();
            var settled = row == before && row!.Contains("/0/", StringComparison.Ordinal);
            before = row;
            return settled;
        });
        for (var minute = 0; minute < 5; minute++)
        {
            org.Clock.Advance(TimeSpan.FromMinutes(1));
            await org.Services.GetRequiredService<LogStreamDelivery>().DeliverDue(default);
        }
        (await Row()).ShouldBe(before);
        await Group("G1");
        await InTime(() => Told().Length == 2);
        Told().ShouldBe(["G0", "G1"]);
    }

    [Fact]
    public async Task What_a_collector_that_is_down_missed_it_gets_once_it_is_back()
    {
        var down = true;
        receiver.Answers = (_, http) => HookReceiver.Write(http, "{}", down ? 503 : 200);
        var id = (await org.Post("/logStreams", HookBodies.LogStream("SIEM", receiver.Url))).ShouldSucceed().Id;
        await Group("G0");
        await InTime(() => receiver.Calls.Count >= 2);
        await Group("G1");
        receiver.Clear();
        down = false;
        await InTime(() => Told().Contains("G1"));
        Told().Distinct().ShouldBe(["G0", "G1"]);
        (await org.Events(id)).Count(type => type == "system.log_stream.delivery").ShouldBe(1);        // told once, however long it lasts
    }

    [Fact]
    public async Task One_event_that_a_collector_does_not_take_holds_up_no_other()
    {
        receiver.Answers = (call, http) => HookReceiver.Write(http, "{}", call.Text.Contains("Poison", StringComparison.Ordinal) ? 400 : 200);
        var id = (await org.Post("/logStreams", HookBodies.LogStream("SIEM", receiver.Url))).ShouldSucceed().Id;
        foreach (var name in (string[])["G0", "Poison", "G1"]) await Group(name);
        await InTime(() => receiver.Calls.Any(call => call.Text.Contains("\"G1\"", StringComparison.Ordinal) && !call.Text.Contains("Poison", StringComparison.Ordinal)));
        Told().Where(name => name != "Poison").Distinct().ShouldBe(["G0", "G1"]);
        (await org.Events(id)).ShouldContain("system.log_stream.delivery");
    }

    [Fact]                                                             // threats row 10
    public async Task No_redirect_is_followed_and_a_token_goes_to_no_other_host()
    {
        await using var elsewhere = await HookReceiver.Start();
        receiver.Answers = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = elsewhere.Url + "/services/collector/event";
            return Task.CompletedTask;
        };
        var id = (await org.Post("/logStreams", HookBodies.LogStream("SIEM", receiver.Url))).ShouldSucceed().Id;
        await Group("G0");
        await InTime(() => receiver.Calls.Count >= 1);
        elsewhere.Calls.ShouldBeEmpty();
        (await org.Put($"/logStreams/{id}", HookBodies.LogStream("SIEM", elsewhere.Url, token: null))).ShouldBeRefused(400, "E0000001", "must be given anew");
        (await org.Put($"/logStreams/{id}", HookBodies.LogStream("Renamed", receiver.Url, token: null))).ShouldSucceed()["name"].ShouldBe("Renamed");
    }

    [Theory]
    [InlineData("aws_eventbridge", "127.0.0.1:1", "no account at AWS")]
    [InlineData("nonsense", "127.0.0.1:1", "must be one of")]
    [InlineData("splunk_cloud_logstreaming", "http://x", "must be the name of a host")]
    [InlineData("splunk_cloud_logstreaming", "x/y", "must be the name of a host")]
    [InlineData("splunk_cloud_logstreaming", "x:99999", "settings.host")]
    public async Task What_is_no_stream_is_refused(string type, string host, string why)
    {
        var body = HookBodies.LogStream("S", receiver.Url);
        (body["type"], body["settings"]!["host"]) = (type, host);
        (await org.Post("/logStreams", body)).ShouldBeRefused(400, "E0000001", why);
    }

    [Theory]
    [InlineData("acme.splunkcloud.com", "aws", "https://http-inputs-acme.splunkcloud.com/services/collector/event")]
    [InlineData("acme.splunkcloudgc.com", "gcp", "https://http-inputs.acme.splunkcloudgc.com/services/collector/event")]
    [InlineData("collector.example.com:8088", "aws", "https://collector.example.com:8088/services/collector/event")]
    public void Where_events_go_is_what_Splunk_says(string host, string edition, string address) =>
        new LogStreamSettings(host, edition).Address(development: false).ShouldBe(address);
}
