using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Roles;

/// <summary>What administrators are told of by mail, and who. Contract §3.2, subscriptions.</summary>
public sealed class SubscriptionsTests : IAsyncLifetime
{
    private const string Locked = "USER_LOCKED_OUT", Gone = "USER_DEPROVISION";

    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync() => Org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private async Task Subscribe(string whose, string type = Gone, string step = "subscribe") =>
        (await Org.Post($"/{whose}/subscriptions/{type}/{step}")).ShouldBe(HttpStatusCode.OK);

    private async Task<string> Deactivated(TestPerson? person = null)
    {
        person ??= await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/lifecycle/deactivate")).ShouldSucceed();
        return person.Login;
    }

    private async Task<string[]> Told(TestPerson who) => [.. (await Org.MailsAsync(who.Login)).Select(mail => mail.Subject).Where(subject => subject.Contains("deactivated", StringComparison.Ordinal))];

    private Task Hears(TestPerson who, string login) => Eventually.HoldsAsync(async () => (await Told(who)).Any(subject => subject.Contains(login, StringComparison.Ordinal)));

    [Fact]                                                             // contract §3.2, subscriptions
    public async Task Whoever_asked_is_told_and_nobody_else()
    {
        var ((asked, _), (silent, _)) = (await Org.AdminOf("READ_ONLY_ADMIN"), await Org.AdminOf("READ_ONLY_ADMIN"));
        await Deactivated();
        await Subscribe($"users/{asked.Id}");
        await Subscribe($"users/{asked.Id}");
        (await Org.Read($"/users/{asked.Id}/subscriptions/{Gone}")).ShouldSucceed()["status"].ShouldBe("subscribed");
        var login = await Deactivated();
        await Hears(asked, login);
        (await Told(asked)).Length.ShouldBe(1);
        (await Told(silent)).ShouldBeEmpty();
        var mail = (await Org.MailsAsync(asked.Login)).First(one => one.Subject.Contains("deactivated", StringComparison.Ordinal));
        mail.Links.Single().ShouldStartWith($"{Org.Url}/admin/people/00u");
        (await Org.Events(asked.Id!)).Count(one => one == "system.notification.subscribe").ShouldBe(1);

        await Subscribe($"users/{asked.Id}", step: "unsubscribe");
        await Subscribe($"users/{silent.Id}");
        await Hears(silent, await Deactivated());
        (await Told(asked)).Length.ShouldBe(1);
    }

    [Fact]                                                             // what a person said counts before what their roles did
    public async Task A_role_is_told_by_everybody_who_has_it()
    {
        var ((named, _), (without, _), (other, _)) = (await Org.AdminOf("READ_ONLY_ADMIN"), await Org.AdminOf("READ_ONLY_ADMIN"), await Org.AdminOf("REPORT_ADMIN"));
        var grouped = await Org.CreatePersonAsync();
        var group = await Org.MakeGroup(grouped.Id!);
        (await Org.Post($"/groups/{group}/roles", RoleCalls.Role("READ_ONLY_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        await Subscribe("roles/READ_ONLY_ADMIN");
        await Subscribe($"users/{without.Id}", step: "unsubscribe");
        (await Org.Read("/roles/read_only_admin/subscriptions")).ShouldSucceed().List.Single(one => one!["notificationType"]!.ToString() == Gone)!["status"]!.ToString().ShouldBe("subscribed");
        (await Org.Read($"/users/{grouped.Id}/subscriptions/{Gone}")).ShouldSucceed()["status"].ShouldBe("subscribed");
        (await Org.Read($"/users/{without.Id}/subscriptions/{Gone}")).ShouldSucceed()["status"].ShouldBe("unsubscribed");
        var login = await Deactivated();
        foreach (var told in (TestPerson[])[named, grouped]) await Hears(told, login);
        foreach (var silent in (TestPerson[])[without, other]) (await Told(silent)).ShouldBeEmpty();
        await Subscribe("roles/READ_ONLY_ADMIN", step: "unsubscribe");
        (await Org.Read($"/roles/READ_ONLY_ADMIN/subscriptions/{Gone}")).ShouldSucceed()["status"].ShouldBe("unsubscribed");
    }

    [Fact]                                                             // threats §1 row 4: nobody learns by mail of somebody whom their role does not show them
    public async Task Who_sees_some_people_is_told_of_those()
    {
        var (mine, theirs, reader) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = await Org.MakeGroup(mine.Id!);
        var role = (await Org.Post("/iam/roles", new JsonObject { ["label"] = "Some", ["description"] = "", ["permissions"] = new JsonArray("okta.users.read") })).ShouldSucceed().Id;
        var set = (await Org.Post("/iam/resource-sets", new JsonObject { ["label"] = "Some", ["description"] = "", ["resources"] = new JsonArray($"{Org.Url}/api/v1/groups/{group}/users") })).ShouldSucceed().Id;
        (await Org.Post($"/iam/resource-sets/{set}/bindings", new JsonObject { ["role"] = role, ["members"] = new JsonArray($"{Org.Url}/api/v1/users/{reader.Id}") })).ShouldSucceed();
        await Subscribe($"roles/{role}");
        await Deactivated(theirs);
        await Hears(reader, await Deactivated(mine));
        (await Told(reader)).Length.ShouldBe(1);
        (await Org.Delete($"/users/{reader.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_lock_is_told_of_and_not_without_end()
    {
        var (reader, _) = await Org.AdminOf("READ_ONLY_ADMIN");
        await Subscribe($"users/{reader.Id}", Locked);
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < 12; i++) await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = "wrong" });
        await Eventually.HoldsAsync(async () => (await Org.MailsAsync(reader.Login)).Any(mail => mail.Subject.Contains($"{person.Login} at", StringComparison.Ordinal) && mail.Subject.Contains("locked", StringComparison.Ordinal)));

        await Subscribe($"users/{reader.Id}");
        for (var i = 0; i < 25; i++) await Deactivated();
        var db = Org.Services.GetRequiredService<Database>();
        await Eventually.HoldsAsync(async () => await db.One<long>("select count(*) from outbox where kind = 'admin-notice'", null, default) == 0);
        (await Told(reader)).Length.ShouldBe(20);
        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Hears(reader, await Deactivated());
        (await Told(reader)).Length.ShouldBe(21);
    }

    [Fact]
    public async Task What_is_never_sent_is_refused_and_who_administers_nothing_is_not_told()
    {
        var (admin, _) = await Org.AdminOf("READ_ONLY_ADMIN");
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{admin.Id}/subscriptions/AD_AGENT/subscribe")).ShouldBeRefused(400, "E0000001", "sends no such mails");
        (await Org.Post("/roles/SUPER_ADMIN/subscriptions/AD_AGENT/subscribe")).ShouldBeRefused(400, "E0000001", "sends no such mails");
        (await Org.Post($"/roles/SUPER_ADMIN/subscriptions/AD_AGENT/unsubscribe")).ShouldBe(HttpStatusCode.OK);
        (await Org.Post($"/users/{person.Id}/subscriptions/{Gone}/subscribe")).ShouldBeRefused(400, "E0000001", "administers nothing");
        foreach (var path in (string[])["roles/NO_ADMIN", "roles/SUPER_ADMIN/subscriptions/NONE"])
            (await Org.Read(path.Contains("NONE", StringComparison.Ordinal) ? "/" + path : $"/{path}/subscriptions")).ShouldBeRefused(404, "E0000007");
    }
}
