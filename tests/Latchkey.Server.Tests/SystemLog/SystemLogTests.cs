using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.SystemLog;

public sealed class SystemLogTests
{
    private static Task<TestAnswer> Token(TestOrg org) => new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "")
        .TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"));

    [Fact]
    public async Task No_event_of_an_answered_request_is_lost_while_the_log_cannot_be_written()
    {
        await using var org = await TestOrg.StartAsync();
        var db = org.Services.GetRequiredService<Database>();
        var log = org.Services.GetRequiredService<Core.Log.SystemLog>();
        await log.Flush(default);

        // The log's table is out of reach. Who comes before that is noticed is answered; from then on answers wait, and whoever has waited long enough is refused, and may come again.
        await db.Write(w => w.Change("alter table log_records rename to log_elsewhere", null), default);
        var (answered, refused) = (0, 0);
        while (refused == 0)
        {
            var asked = Token(org);
            for (; !asked.IsCompleted; await org.Visit("/.well-known/okta-organization"))
                if (log.IsBehind) org.Clock.Advance(Core.Log.SystemLog.Patience);
            if ((int)(await asked).Status == 200) answered++;
            else refused++;
        }

        var last = Token(org);
        await db.Write(w => w.Change("alter table log_elsewhere rename to log_records", null), default);
        ((int)(await last).Status).ShouldBe(200);

        var found = 0;
        for (string? next = "/logs?limit=1000&since=2020-01-01T00:00:00Z&filter=" + Uri.EscapeDataString("eventType eq \"app.oauth2.as.token.grant.access_token\""); next is not null;)
        {
            var page = (await org.Read(next)).ShouldSucceed();
            found += page.List.Count;
            next = page.List.Count == 0 ? null : page.Link("next");
        }
        found.ShouldBe(answered + refused + 1);                        // the refused one was written as well, when that could be done
    }
}
