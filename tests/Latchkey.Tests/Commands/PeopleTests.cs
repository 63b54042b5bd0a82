using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §3.2 and §3.3.</summary>
public sealed class PeopleTests : CliTest
{
    [Fact]
    public async Task Somebody_without_a_password_gets_a_mail()
    {
        LoggedIn();
        var ran = (await Latchkey.Run("users create", "Grace", "Hopper", "grace@example.com")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldBe("First name: Last name: Email address: Created user grace@example.com, id: 00u1, status: PROVISIONED\nA mail with a link to set the password was sent to grace@example.com.\n");
        Server.Lines.ShouldBe(["POST /api/v1/users?activate=true"]);
        Server.Requests[0].Body.ShouldBeJson("""{"profile":{"login":"grace@example.com","email":"grace@example.com","firstName":"Grace","lastName":"Hopper"}}""");
    }

    [Fact]
    public async Task A_password_is_asked_for_when_wanted()
    {
        LoggedIn();
        var ran = (await Latchkey.Run("--json users create --first-name Grace --last-name Hopper --email g@example.com --login grace --with-password", "correct horse")).ShouldEnd(ExitCode.Ok);
        ran.Json.ShouldBeJson("""{"id":"00u1","status":"ACTIVE","login":"grace"}""");
        Server.Requests[0].Body!["credentials"].ShouldBeJson("""{"password":{"value":"correct horse"}}""");
    }

    [Fact]
    public async Task People_are_listed()
    {
        LoggedIn();
        await Latchkey.Run("users create --first-name Grace --last-name Hopper --email grace@example.com");
        (await Latchkey.Run("users list --starting-with gr")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("00u1\tPROVISIONED\tgrace@example.com\n");
        Server.Lines[^1].ShouldBe("GET /api/v1/users?q=gr");
    }

    [Fact]
    public async Task Groups_are_listed()
    {
        LoggedIn();
        (await Latchkey.Run("groups list")).ShouldEnd(ExitCode.Ok).Output.ShouldBe("00gEveryone\tEveryone\n");
        (await Latchkey.Run("groups list --json")).Json.ShouldBeJson("""[{"id":"00gEveryone","name":"Everyone","description":"All people","type":"BUILT_IN"}]""");
    }
}
