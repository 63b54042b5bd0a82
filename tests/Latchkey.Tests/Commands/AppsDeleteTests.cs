using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §5.4, `apps delete`.</summary>
public sealed class AppsDeleteTests : CliTest
{
    [Fact]
    public async Task An_active_app_is_deactivated_first_when_the_person_agrees()
    {
        LoggedIn();
        Server.Has("Quickstart");
        (await Latchkey.Run("apps delete 0oa1", "y")).ShouldEnd(ExitCode.Ok).Output
            .ShouldBe("Deactivate and delete application '0oa1'? [y/N]Application '0oa1' has been deleted\n");
        Server.Lines.ShouldBe(["GET /api/v1/apps/0oa1", "POST /api/v1/apps/0oa1/lifecycle/deactivate", "DELETE /api/v1/apps/0oa1"]);
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    public async Task It_stays_when_the_person_does_not_say_yes(string answer)
    {
        LoggedIn();
        Server.Has("Quickstart");
        (await Latchkey.Run("apps delete 0oa1", answer)).ShouldEnd(ExitCode.Ok);
        Server.Apps.ShouldContainKey("0oa1");
    }

    [Fact]
    public async Task With_force_nobody_is_asked_and_an_inactive_app_is_just_deleted()
    {
        LoggedIn();
        Server.Has("A");
        Server.Has("B", status: "INACTIVE");
        (await Latchkey.Run("--batch apps delete 0oa1 0oa2 -f")).ShouldEnd(ExitCode.Ok).Output
            .ShouldBe("Application '0oa1' has been deleted\nApplication '0oa2' has been deleted\n");
        Server.Lines.ShouldNotContain("POST /api/v1/apps/0oa2/lifecycle/deactivate");
    }

    [Fact]
    public async Task One_failure_does_not_keep_the_others_and_ends_with_1()
    {
        LoggedIn();
        Server.Has("A");
        Server.Has("B");
        var ran = (await Latchkey.Run("apps delete 0oa1 0oaNobody 0oa2 --force")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldBe("Failed to delete application: '0oaNobody':\n  Not found: Resource not found: 0oaNobody (AppInstance) (E0000007)\n  \"latchkey apps --all\" lists the apps and their ids.\n");
        Server.Apps.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_batch_mode_without_force_nothing_is_deleted()
    {
        LoggedIn();
        Server.Has("A");
        var ran = (await Latchkey.Run("--batch --json apps delete 0oa1")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldBe("Application '0oa1' has not been deactivated, use '--force' to delete it\n");
        ran.Json[0]!["deleted"]!.GetValue<bool>().ShouldBeFalse();
        Server.Apps.ShouldContainKey("0oa1");
    }

    [Fact]
    public async Task An_app_marked_for_deletion_is_left_alone()
    {
        LoggedIn();
        Server.Has("A", status: "DELETED");
        (await Latchkey.Run("apps delete 0oa1 -f")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("Application '0oa1' has already been marked for deletion\n");
        Server.Lines.ShouldBe(["GET /api/v1/apps/0oa1"]);
    }
}
