using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.HookBodies;

namespace Latchkey.Server.Tests.Hooks;

/// <summary>A customer's service is told of what the log says: of all of it, in order, and of nothing else. Contract §3.11, event hooks.</summary>
public sealed class EventHooksTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private HookReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
        receiver.Answers = Verifies;
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private async Task<string> Hook(string name, HookReceiver? at = null, params string[] types)
    {
        var id = (await org.Post("/eventHooks", Event(name, (at ?? receiver).Url + "/events", "s3cret", types))).ShouldSucceed().Id;
        (await org.Post($"/eventHooks/{id}/lifecycle/verify")).ShouldSucceed();
        (at ?? receiver).Clear();
        return id;
    }

    private Task<ApiAnswer> Group(string name) => org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } });

    /// <summary>The names of the groups it was told of, in that order.</summary>
    private static string[] Told(HookReceiver receiver) => [.. receiver.Calls.Where(call => call.Method == "POST").Select(call => call.Body["data"]!["events"]![0]!["target"]![0]!["displayName"]!.ToString())];

    private Task IsTold(int times, HookReceiver? at = null) => Eventually.HoldsAsync(async () =>
    {
        await Task.Yield();
        return (at ?? receiver).Calls.Count(call => call.Method == "POST") >= times;
    });

    private async Task<long> Waiting() => (await org.Services.GetRequiredService<Database>().One<long>("select count(*) from outbox where kind = 'event_hook' and due_at is not null", null, default))!;

    private Task AllSettled() => Eventually.HoldsAsync(async () => await Waiting() == 0);

    /// <summary>Nothing is on its way: all that is left waits for its time.</summary>
    private Task Quiet() => Eventually.HoldsAsync(async () => (await org.Services.GetRequiredService<Database>().One<long>("""
        select count(*) from outbox one where kind = 'event_hook' and due_at is not null and (due_at <= @now or due_at = @leased)
          and not exists (select 1 from outbox other where other.kind = one.kind and other.recipient = one.recipient and other.seq < one.seq and other.due_at is not null)
        """, new { now = org.Clock.GetUtcNow(), leased = org.Clock.GetUtcNow() + EventHookQueue.Kind.Lease }, default)) == 0);

    /// <summary>Time goes by, and never while something is on its way, until it holds.</summary>
    private async Task InTime(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 60; i++)
        {
            await Quiet();
            if (await holds()) return;
            org.Clock.Advance(EventHookQueue.Kind.LongestWait);
        }
        throw new TimeoutException("It did not hold in time.");
    }

    [Fact]
    public async Task A_hook_is_verified_and_told()
    {
        var created = (await org.Post("/eventHooks", Event("Told", receiver.Url + "/events", "s3cret"))).ShouldSucceed();
        created.Id.ShouldMatch("^who[0-9A-Za-z]{17}$");
        (created["status"], created["verificationStatus"], created.Object["events"]!["items"]![0]!.ToString()).ShouldBe(("ACTIVE", "UNVERIFIED", "group.lifecycle.create"));
        created.Text.ShouldNotContain("s3cret");
        (await Group("Before")).ShouldSucceed();
        (await Waiting()).ShouldBe(0);

        (await org.Post($"/eventHooks/{created.Id}/lifecycle/verify")).ShouldSucceed()["verificationStatus"].ShouldBe("VERIFIED");
        var challenge = receiver.Calls.ShouldHaveSingleItem();
        (challenge.Method, challenge.Path, challenge.Headers["authorization"], challenge.Headers["x-color"]).ShouldBe(("GET", "/events", "s3cret", "green"));
        receiver.Clear();

        var group = (await Group("After")).ShouldSucceed().Id;
        await IsTold(1);
        var call = receiver.Calls.ShouldHaveSingleItem();
        var log = (await org.Read($"/logs?filter={Uri.EscapeDataString($"target.id eq \"{group}\"")}")).ShouldSucceed().List.ShouldHaveSingleItem()!;
        (call.Method, call.Headers["authorization"], call.Body["eventType"]!.ToString(), call.Body["source"]!.ToString()).ShouldBe(("POST", "s3cret", "com.okta.event_hook", $"{org.Url}/api/v1/eventHooks/{created.Id}"));
        call.Body["eventId"]!.ToString().ShouldBe(log["uuid"]!.ToString());
        call.Body["data"]!["events"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(log.ToJsonString());
        await AllSettled();

        // Nothing that it does not follow, and nothing once it is switched off.
        (await org.Delete($"/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Delete($"/eventHooks/{created.Id}")).ShouldBeRefused(403, "E0000038");
        (await org.Post($"/eventHooks/{created.Id}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Group("Off")).ShouldSucceed();
        (await Waiting()).ShouldBe(0);
        (await org.Delete($"/eventHooks/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Read($"/eventHooks/{created.Id}")).ShouldBeRefused(404, "E0000007");
        receiver.Calls.Count.ShouldBe(1);
        (await org.Events(created.Id)).ShouldBe(["event_hook.created", "event_hook.verified", "event_hook.deactivated", "event_hook.deleted"]);
    }

    [Fact]
    public async Task What_follows_a_request_later_is_told_too()
    {
        await Hook("Sign-ins", null, "user.session.start");
        using var browser = org.Browser();
        (await browser.SignInAsync(org.NativeApp.AuthorizeUrl(), org.Person)).Parameter("code").ShouldNotBeNull();
        await IsTold(1);
        receiver.Calls[0].Body["data"]!["events"]![0]!["actor"]!["id"]!.ToString().ShouldBe((await org.Read($"/users/{org.Person.Login}")).Id);
    }

    [Theory]
    [InlineData("""{"events":null}""", "events")]
    [InlineData("""{"events":{"type":"EVENT_TYPE","items":[]}}""", "events.items")]
    [InlineData("""{"events":{"type":"EVENT_TYPE","items":["app.oauth2.as.token.grant.access_token"]}}""", "not an event type")]
    [InlineData("""{"events":{"type":"EVENT_TYPE","items":["event_hook.delivery"]}}""", "not an event type")]
    [InlineData("""{"events":{"type":"FLOW_EVENT","items":["group.lifecycle.create"]}}""", "events.type")]
    [InlineData("""{"events":{"type":"EVENT_TYPE","items":["group.lifecycle.create"],"filter":{"type":"EXPRESSION_LANGUAGE","eventFilterMap":[{"event":"group.lifecycle.create","condition":{"expression":"true"}}]}}}""", "events.filter")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"channel":{"type":"OAUTH","config":{"uri":"https://hooks.example.com"}}}""", "channel.type")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"ftp://hooks.example.com"}}}""", "channel.config.uri")]
    [InlineData("""{"channel":{"type":"HTTP","config":{"uri":"https://hooks.example.com","headers":[{"key":"X-Okta-Verification-Challenge","value":"x"}]}}}""", "server itself")]
    public async Task What_is_no_event_hook_is_refused(string changes, string cause)
    {
        var body = Event("Refused", "https://hooks.example.com/");
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
        (await org.Post("/eventHooks", body)).ShouldBeRefused(400, "E0000001", cause);
    }

    [Theory]                                                           // nobody is told who did not say so
    [InlineData("""{"verification":"guessed"}""", 200)]
    [InlineData("{}", 200)]
    [InlineData("no json", 200)]
    [InlineData("{}", 404)]
    [InlineData("{}", 302)]
    public async Task Who_does_not_answer_the_challenge_is_not_verified(string text, int status)
    {
        receiver.Answers = (_, http) =>
        {
            http.Response.Headers.Location = "http://169.254.169.254/";
            return HookReceiver.Write(http, text, status);
        };
        var id = (await org.Post("/eventHooks", Event("Unverified", receiver.Url))).ShouldSucceed().Id;
        (await org.Post($"/eventHooks/{id}/lifecycle/verify")).ShouldBeRefused(400, "E0000001", "verification");
        (await org.Read($"/eventHooks/{id}"))["verificationStatus"].ShouldBe("UNVERIFIED");
        (await Group("Nobody")).ShouldSucceed();
        (await Waiting()).ShouldBe(0);
    }

    [Fact]
    public async Task Another_address_has_to_be_verified_again()
    {
        var id = await Hook("Moves");
        var read = (await org.Read($"/eventHooks/{id}")).ShouldSucceed();
        (await org.Put($"/eventHooks/{id}", read.Object.DeepClone())).ShouldSucceed()["verificationStatus"].ShouldBe("VERIFIED");
        var moved = read.Object.DeepClone().AsObject();
        moved["channel"]!["config"]!["uri"] = receiver.Url + "/elsewhere";
        (await org.Put($"/eventHooks/{id}", moved)).ShouldBeRefused(400, "E0000001", "anew");
        moved["channel"]!["config"]!["authScheme"]!["value"] = "other";
        (await org.Put($"/eventHooks/{id}", moved)).ShouldSucceed()["verificationStatus"].ShouldBe("UNVERIFIED");
        (await Group("Between")).ShouldSucceed();
        (await Waiting()).ShouldBe(0);
        (await org.Post($"/eventHooks/{id}/lifecycle/verify")).ShouldSucceed();
        (await Group("After")).ShouldSucceed();
        await IsTold(1);
        (receiver.Calls[^1].Path, receiver.Calls[^1].Headers["authorization"]).ShouldBe(("/elsewhere", "other"));
    }

    [Fact]                                                             // in order for each hook; one that is down keeps no other, and no request, waiting
    public async Task A_hook_that_is_down_is_told_everything_in_order_once_it_is_back()
    {
        await using var other = await HookReceiver.Start();
        other.Answers = Verifies;
        await Hook("Down");
        await Hook("Up", other);
        receiver.SaysText("", 503);
        for (var i = 0; i < 12; i++) (await Group($"G{i}")).ShouldSucceed();
        await IsTold(12, other);
        Told(other).ShouldBe(Enumerable.Range(0, 12).Select(i => $"G{i}"));
        Told(receiver).Distinct().ShouldBe(["G0"]);
        await Quiet();

        receiver.Answers = Verifies;
        receiver.Clear();
        await InTime(() => Task.FromResult(Told(receiver).Length >= 12));
        Told(receiver).ShouldBe(Enumerable.Range(0, 12).Select(i => $"G{i}"));
        await AllSettled();
        Told(other).Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_slow_hook_keeps_nobody_else_waiting()
    {
        await using var other = await HookReceiver.Start();
        other.Answers = Verifies;
        await Hook("Slow");
        await Hook("Quick", other);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answers = (call, http) => released.Task;
        for (var i = 0; i < 5; i++) (await Group($"G{i}")).ShouldSucceed();
        await IsTold(5, other);                                        // each of them while the first is still waited for
        Told(receiver).ShouldBe(["G0"]);
        released.SetResult();
        await IsTold(5);
        Told(receiver).ShouldBe(Enumerable.Range(0, 5).Select(i => $"G{i}"));
    }

    [Fact]                                                             // what is wrong with one event is not mended by repeating it
    public async Task An_event_that_is_not_taken_is_kept_and_sent_again_on_demand()
    {
        var id = await Hook("Picky");
        receiver.Answers = (call, http) => HookReceiver.Write(http, "{}", call.Text.Contains("Odd", StringComparison.Ordinal) ? 422 : 200);
        foreach (var name in (string[])["Even 1", "Odd 2", "Even 3", "Odd 4"]) (await Group(name)).ShouldSucceed();
        await IsTold(4);
        await AllSettled();
        await Eventually.HoldsAsync(async () => (await org.Events(id)).Count(one => one == "event_hook.delivery") == 2);
        var dead = (await org.Read($"/eventHooks/{id}/undelivered?limit=1")).ShouldSucceed();
        (dead.List.Count, dead.List[0]!["reason"]!.ToString(), dead.List[0]!["event"]!["target"]![0]!["displayName"]!.ToString()).ShouldBe((1, "The hook answered 422.", "Odd 2"));
        var all = await org.AllPages($"/eventHooks/{id}/undelivered?limit=1", "eventId");
        all.Count.ShouldBe(2);

        receiver.Answers = Verifies;
        receiver.Clear();
        (await org.Post($"/eventHooks/{id}/undelivered/replay", new JsonObject { ["eventId"] = "evtnobodys" })).ShouldBeRefused(404, "E0000007");
        (await org.Post($"/eventHooks/{id}/undelivered/replay", new JsonObject { ["eventId"] = all[1] })).ShouldSucceed()["replayed"].ShouldBe("1");
        await IsTold(1);
        (await org.Post($"/eventHooks/{id}/undelivered/replay")).ShouldSucceed()["replayed"].ShouldBe("1");
        await IsTold(2);
        Told(receiver).ShouldBe(["Odd 4", "Odd 2"]);
        await AllSettled();
        (await org.Read($"/eventHooks/{id}/undelivered")).ShouldSucceed().List.ShouldBeEmpty();
        (await org.Post($"/eventHooks/{id}/undelivered/replay")).ShouldSucceed()["replayed"].ShouldBe("0");
    }

    [Fact]
    public async Task What_is_not_taken_for_long_enough_is_given_up_and_kept()
    {
        var id = await Hook("Gone");
        receiver.SaysText("", 500);
        (await Group("First")).ShouldSucceed();
        await InTime(async () => await Waiting() == 0);
        receiver.Calls.Count.ShouldBe(12);
        (await org.Read($"/eventHooks/{id}/undelivered")).ShouldSucceed().List.ShouldHaveSingleItem()!["reason"]!.ToString().ShouldBe("The hook answered 500.");
    }

    [Theory]                                                           // threats row 10
    [InlineData(307, "answered 307")]
    public async Task No_redirect_is_followed(int status, string problem)
    {
        var id = await Hook("Redirects");
        receiver.Answers = (_, http) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "http://127.0.0.1:1/latest/meta-data/";
            return Task.CompletedTask;
        };
        (await Group("Elsewhere")).ShouldSucceed();
        await IsTold(1);
        await Eventually.HoldsAsync(async () => await org.Services.GetRequiredService<Database>().One<string>("select last_problem from outbox where kind = 'event_hook' and recipient = @id", new { id }, default) is { } said && said.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]                                                             // a server that dies between the commit and the delivery leaves the event to the next
    public async Task What_a_server_had_not_delivered_is_delivered_by_the_next()
    {
        await Hook("Restarts");
        receiver.SaysText("", 503);
        (await Group("Left behind")).ShouldSucceed();
        await IsTold(1);
        await Quiet();
        org = await org.RestartAsync();
        receiver.Answers = Verifies;
        receiver.Clear();
        await InTime(() => Task.FromResult(Told(receiver).Length > 0));
        Told(receiver).ShouldBe(["Left behind"]);
    }

    [Fact]
    public async Task Each_body_is_signed_by_a_key_that_the_org_publishes()
    {
        var id = await Hook("Signed");
        (await Group("Sealed letter")).ShouldSucceed();
        await IsTold(1);
        var call = receiver.Calls.Single(call => call.Method == "POST");
        var keys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(await org.Http.GetStringAsync("/oauth2/v1/keys"));
        var read = await new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ValidateTokenAsync(call.Headers["x-latchkey-signature"], new()
        {
            IssuerSigningKeys = keys.GetSigningKeys(), ValidIssuer = org.Url, ValidAudience = receiver.Url + "/events", ValidTypes = ["hook+jwt"],
            LifetimeValidator = (_, until, _, _) => until > org.Clock.GetUtcNow().UtcDateTime,
        });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        read.Claims["jti"].ShouldBe(call.Body["eventId"]!.GetValue<string>());
        read.Claims["body_sha256"].ShouldBe(System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(call.Text))));
        // Nobody sets that header by hand, and the token opens nothing here.
        var forged = Event("Forged", receiver.Url, "x");
        forged["channel"]!["config"]!["headers"] = new JsonArray(new JsonObject { ["key"] = "X-Latchkey-Signature", ["value"] = "x" });
        (await org.Post("/eventHooks", forged)).ShouldBeRefused(400, "E0000001");
        using var asked = new HttpRequestMessage(HttpMethod.Get, org.Url + "/oauth2/v1/userinfo") { Headers = { { "Authorization", "Bearer " + call.Headers["x-latchkey-signature"] } } };
        (await org.Http.SendAsync(asked)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _ = id;
    }

    [Fact]                                                             // two servers, one hook: whoever claims an event delivers it
    public async Task Two_servers_tell_a_hook_of_each_event_once()
    {
        await using var replica = await org.StartReplicaAsync();
        await Hook("Both");
        // The other server hears of the hook before it writes.
        await Eventually.HoldsAsync(async () =>
        {
            (await replica.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Knock " + Ground.Sealing.Secrets.Digits(9) } })).ShouldSucceed();
            org.Clock.Advance(TimeSpan.FromSeconds(2));
            // Where it has heard, the event lies in the outbox with the commit that answered; where it has not, there is nothing to wait for.
            await AllSettled();
            return receiver.Calls.Count > 0;
        });
        await InTime(async () => await Waiting() == 0);
        receiver.Clear();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? org : replica).Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"R{i}" } })));
        await AllSettled();
        Told(receiver).Where(name => name.StartsWith('R')).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"R{i}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_event_that_was_undone_is_told_to_nobody()
    {
        await Hook("Undone");
        var (db, log) = (org.Services.GetRequiredService<Database>(), org.Services.GetRequiredService<Core.Log.SystemLog>());
        var here = (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        await Should.ThrowAsync<InvalidOperationException>(() => db.Write(async writing =>
        {
            await log.Record(writing, here.Id, new LogEntry("group.lifecycle.create", "Group created"));
            (await writing.One<long>("select count(*) from outbox where kind = 'event_hook'", null)).ShouldBe(1);
            throw new InvalidOperationException("undone");
        }, default));
        (await Waiting()).ShouldBe(0);
    }
}
