using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>What the program says about itself and about command lines that make no sense. Contract §5.1.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    public void Dispose() => latchkey.Dispose();

    [Fact]
    public async Task No_command_is_a_usage_error_that_shows_what_there_is()
    {
        var ran = (await latchkey.Run("")).ShouldEnd(ExitCode.Usage);
        ran.Errors.ShouldStartWith("Specify a command");
        ran.Errors.ShouldContain("register");
        ran.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sing", "Unrecognized command or argument 'sing'.")]
    [InlineData("help zz", "Unrecognized command or argument 'zz'.")]
    [InlineData("help apps zz", "Unrecognized command or argument 'zz'.")]
    [InlineData("apps config", "Option '--app' is required.")]
    [InlineData("users", "Required command was not provided.")]
    [InlineData("apps delete", "Required argument missing")]
    [InlineData("apps --nonsense", "Unrecognized command or argument '--nonsense'.")]
    [InlineData("apps create ios", "template must be empty or one of: [web, spa, native, service]")]
    [InlineData("apps create native web", "Only one positional parameter is allowed")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2_and_says_why(string line, string reason)
    {
        var ran = (await latchkey.Run(line)).ShouldEnd(ExitCode.Usage);
        ran.Errors.ShouldContain(reason);
        ran.Errors.ShouldContain("--help'");
    }

    [Theory]
    [InlineData("--help", "register")]
    [InlineData("apps -h", "create")]
    [InlineData("apps create --help", ".okta.env")]
    [InlineData("apps config --help", "--app")]
    [InlineData("register --help", "--setup-token")]
    [InlineData("help", "register")]
    [InlineData("help apps delete", "--force")]
    public async Task Help_ends_with_0(string line, string word) => (await latchkey.Run(line)).ShouldEnd(ExitCode.Ok).Output.ShouldContain(word);

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    public async Task The_version_is_printed(string option) => (await latchkey.Run(option)).ShouldEnd(ExitCode.Ok).Output.ShouldMatch(@"^\d+\.\d+\.\d+");

    [Theory]
    [InlineData("apps")]
    [InlineData("apps create native")]
    [InlineData("apps config --app 0oa1")]
    [InlineData("apps delete 0oa1 -f")]
    [InlineData("apps update 0oa1 --app-name Other")]
    public async Task Who_is_not_logged_in_is_told_how(string line)
    {
        var ran = (await latchkey.Run(line)).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("\nAn error occurred if you need more detail use the '--verbose' option\n\nNo organization is configured. Run \"latchkey login\"");
        ran.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Verbose_shows_where_an_error_came_from() =>
        (await latchkey.Run("apps --verbose")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("   at Latchkey.Cli.");
}
