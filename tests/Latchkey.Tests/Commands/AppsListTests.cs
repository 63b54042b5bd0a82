using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §5.4, `apps`.</summary>
public sealed class AppsListTests : CliTest
{
    [Fact]
    public async Task Active_apps_are_listed_one_a_line()
    {
        LoggedIn();
        Server.Has("Quickstart");
        Server.Has("Asleep", status: "INACTIVE");
        Server.Has("Orders", type: "web");

        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0oa1\tQuickstart\n0oa3\tOrders\n");
        (await Latchkey.Run("apps --all")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0oa1\tQuickstart\n0oa2\tAsleep\n0oa3\tOrders\n");
        Server.Lines.ShouldBe(["GET /api/v1/apps?filter=status eq \"ACTIVE\"", "GET /api/v1/apps"]);
    }

    [Fact]                                                              // RFC 8288 §3
    public async Task All_pages_are_read_and_the_token_stays_with_the_org()
    {
        LoggedIn();
        Server.PageSize = 2;
        foreach (var label in (string[])["A", "B", "C", "D", "E"]) Server.Has(label);

        var ran = (await Latchkey.Run("apps --all --json")).ShouldEnd(ExitCode.Ok);

        ran.Json.AsArray().Select(app => (string?)app!["label"]).ShouldBe(["A", "B", "C", "D", "E"]);
        ((string?)ran.Json[0]!["applicationType"]).ShouldBe("native");
        ((string?)ran.Json[0]!["status"]).ShouldBe("ACTIVE");
        Server.Lines.ShouldBe(["GET /api/v1/apps", "GET /api/v1/apps?after=2", "GET /api/v1/apps?after=4"]);
    }

    [Fact]
    public async Task A_name_cannot_steer_the_terminal()
    {
        LoggedIn();
        Server.Has("\e[2JQuick\u0007start");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0oa1\t\uFFFD[2JQuick\uFFFDstart\n");
    }

    [Fact]
    public async Task No_apps_are_an_empty_answer_and_a_person_is_told_the_next_step()
    {
        LoggedIn();
        var ran = (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldBe("");
        ran.Errors.ShouldContain("latchkey apps create");
        (await Latchkey.Run("apps --json")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("[]\n");
    }
}
