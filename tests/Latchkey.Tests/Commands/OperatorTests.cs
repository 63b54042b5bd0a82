using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Testing;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>What an operator does with people, groups and the log at a terminal, against a real org.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private readonly LatchkeyProgram latchkey = new();
    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync(clock: FakeClock.Running());
        latchkey.WriteSettings(".latchkey/latchkey.yaml", $"latchkey:\n  client:\n    orgUrl: {org.Url}\n    token: {org.Facts.ApiToken}\n");
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        latchkey.Dispose();
    }

    private async Task<string> Status(string login) => (await org.Api.GetFromJsonAsync<JsonNode>($"/api/v1/users/{login}"))!["status"]!.GetValue<string>();

    [Fact]
    public async Task Somebody_is_led_through_their_states_by_login()
    {
        var person = await org.CreatePersonAsync();
        foreach (var (verb, status) in new[] { ("suspend", "SUSPENDED"), ("unsuspend", "ACTIVE"), ("deactivate", "DEPROVISIONED") })
        {
            (await latchkey.Run($"users {verb} {person.Login}")).ShouldEnd(ExitCode.Ok).Output.ShouldContain(person.Login);
            (await Status(person.Login)).ShouldBe(status);
        }
        (await latchkey.Run($"users show {person.Login}")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Status:  DEPROVISIONED\n");
        (await latchkey.Run($"users delete {person.Login}", "n")).ShouldEnd(ExitCode.Declined);
        (await latchkey.Run($"users delete {person.Login} --force --json")).ShouldEnd(ExitCode.Ok).Json["done"]!.GetValue<string>().ShouldBe("delete");
        (await latchkey.Run($"users show {person.Login}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("E0000007");
    }

    /// <summary>What the console offers to be copied, at a terminal.</summary>
    [Fact]
    public async Task Any_call_of_the_api_is_made_as_the_console_writes_it()
    {
        string[] made = ["api", "POST", "/api/v1/groups", "-d", "{\"profile\": {\"name\": \"Night shift\"}}"];
        var id = (await latchkey.Run(made)).ShouldEnd(ExitCode.Ok).Json["id"]!.GetValue<string>();
        (await latchkey.Run(["api", "get", $"/api/v1/groups/{id}"])).ShouldEnd(ExitCode.Ok).Json["profile"]!["name"]!.GetValue<string>().ShouldBe("Night shift");
        (await latchkey.Run(["api", "GET", "/api/v1/groups"])).ShouldEnd(ExitCode.Ok).Json.AsArray().Count.ShouldBeGreaterThan(1);
        (await latchkey.Run(["api", "DELETE", $"/api/v1/groups/{id}"])).ShouldEnd(ExitCode.Ok).Output.ShouldBeEmpty();
        (await latchkey.Run(["api", "GET", $"/api/v1/groups/{id}"])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("E0000007");
        foreach (var elsewhere in (string[])["https://elsewhere.example.com/api/v1/groups", "//elsewhere.example.com/api", "/\\elsewhere.example.com/api"])
            (await latchkey.Run(["api", "GET", elsewhere])).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("no path of the org");
        (await latchkey.Run(["api", "POST", "/api/v1/groups", "-d", "{"])).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("--body is no JSON");
    }

    [Fact]
    public async Task A_link_to_set_another_password_is_printed()
    {
        var person = await org.CreatePersonAsync();
        (await latchkey.Run($"users reset-password {person.Login} --json")).ShouldEnd(ExitCode.Ok).Json["resetPasswordUrl"]!.GetValue<string>()
            .ShouldStartWith($"{org.Url}/reset_password/");
    }

    [Fact]
    public async Task A_group_is_made_filled_and_taken_away_by_its_name()
    {
        var person = await org.CreatePersonAsync();
        (await latchkey.Run("groups create Bakers --description Ovens")).ShouldEnd(ExitCode.Ok);
        (await latchkey.Run($"groups add Bakers {person.Login}")).ShouldEnd(ExitCode.Ok).Output.ShouldBe($"{person.Login} is in Bakers.\n");
        (await latchkey.Run("groups members Bakers")).ShouldEnd(ExitCode.Ok).Output.ShouldBe($"{person.Id}\tACTIVE\t{person.Login}\n");
        (await latchkey.Run($"groups remove Bakers {person.Login}")).ShouldEnd(ExitCode.Ok);
        (await latchkey.Run("groups members Bakers --json")).ShouldEnd(ExitCode.Ok).Json.AsArray().ShouldBeEmpty();
        (await latchkey.Run("groups delete Bakers", "y")).ShouldEnd(ExitCode.Ok);
        (await latchkey.Run("groups members Bakers")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("There is no group \"Bakers\".");
    }

    [Fact]                                                             // contract §5.6
    public async Task The_log_is_shown_and_followed()
    {
        var start = latchkey.StartInfo(["logs", "-f", "--filter", "eventType eq \"group.lifecycle.create\""]);
        using var process = System.Diagnostics.Process.Start(start)!;
        try
        {
            (await process.StandardOutput.ReadLineAsync())!.ShouldStartWith("Time ");
            (await latchkey.Run("groups create Heard")).ShouldEnd(ExitCode.Ok);
            var line = (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).ShouldNotBeNull();
            line.ShouldContain("  INFO  ");
            line.ShouldContain($"{org.Url}/api/v1/logs?filter=uuid+eq+%22");
        }
        finally
        {
            process.Kill();
        }
        var all = (await latchkey.Run("logs --json --since 1h")).ShouldEnd(ExitCode.Ok).Json.AsArray();
        all.ShouldContain(one => one!["eventType"]!.GetValue<string>() == "group.lifecycle.create");
        (await latchkey.Run("logs --since yesterday")).ShouldEnd(ExitCode.Usage);
    }

    [Fact]
    public async Task A_shell_asks_the_program_what_may_follow()
    {
        foreach (var shell in (string[])["bash", "zsh", "fish", "powershell"])
            (await latchkey.Run($"completion {shell}")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("[suggest:");
        (await latchkey.Run(["[suggest:12]", "latchkey gro"])).ShouldEnd(ExitCode.Ok).Output.ShouldContain("groups");

        // In a real bash, through the script.
        var script = Path.Combine(latchkey.Home, "complete.sh");
        var made = (await latchkey.Run("completion bash")).Output;
        await File.WriteAllTextAsync(script, $$"""
            latchkey() { dotnet exec '{{LatchkeyProgram.Dll}}' "$@"; }
            {{made}}
            COMP_LINE='latchkey users de'; COMP_POINT=17; COMP_WORDS=(latchkey users de); COMP_CWORD=2
            _latchkey
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        (await bash.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["deactivate", "delete"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_sample_is_started_as_an_app_of_its_own()
    {
        Directory.CreateDirectory(Path.Combine(latchkey.Home, "samples", "NightlyReport"));
        var ran = (await latchkey.Run("start nightly --no-run --json")).ShouldEnd(ExitCode.Ok).Json;
        ran["clientId"]!.GetValue<string>().ShouldStartWith("0oa");
        (await latchkey.Run("start web --no-run")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("the samples are in Latchkey's repository");
    }
}
