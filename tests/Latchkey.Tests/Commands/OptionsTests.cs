using System.CommandLine;
using System.Reflection;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Every option of every command: a good value is read, another one is explained, and the help knows it.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    public void Dispose() => latchkey.Dispose();

    /// <summary>A value that each option takes; a switch takes none. A new option needs a line here.</summary>
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["--batch"] = null, ["--json"] = null, ["--verbose"] = null, ["--help"] = null, ["--version"] = null,
        ["--url"] = "https://id.example.com", ["--data"] = "folder", ["--listen"] = "http://127.0.0.1:8081", ["--postgres"] = "Host=db;Database=latchkey;Username=u;Password=p",
        ["--proxy"] = "10.0.0.0/24", ["--smtp"] = "smtp://user:password@mail.example.com:587", ["--mail-from"] = "no-reply@example.com", ["--dkim-key"] = "dkim.pem", ["--dkim-selector"] = "latchkey", ["--dkim-domain"] = "example.com",
        ["--open-registration"] = null, ["--allow-private-networks"] = null,
        ["--certificate"] = "cert.pem", ["--certificate-key"] = "key.pem",
        ["--port"] = "0", ["--https"] = null, ["--lan"] = "192.168.1.20", ["--fresh"] = null, ["--no-open"] = null, ["--rate-limit-factor"] = "2.5", ["--proof-keys"] = "100",
        ["--new"] = null, ["--to"] = "copy.db", ["--from"] = "blob.jwt", ["--root"] = "root.pem",
        ["--email"] = "ada@example.com", ["--first-name"] = "Ada", ["--last-name"] = "Lovelace", ["--country"] = "Norway", ["--company"] = "Engines", ["--setup-token"] = "token",
        ["--app"] = "0oa1", ["--app-name"] = "Quickstart", ["--redirect-uri"] = "com.example:/callback", ["--post-logout-redirect-uri"] = "com.example:/", ["--config-file"] = ".env", ["--no-refresh-token"] = null,
        ["--add-redirect-uri"] = "com.example:/callback", ["--remove-redirect-uri"] = "com.example:/callback", ["--add-post-logout-redirect-uri"] = "com.example:/", ["--remove-post-logout-redirect-uri"] = "com.example:/",
        ["--grant-type"] = "authorization_code", ["--add-grant-type"] = "refresh_token", ["--remove-grant-type"] = "implicit",
        ["--refresh-token-rotation"] = "rotate", ["--refresh-token-leeway"] = "30", ["--initiate-login-uri"] = "https://app.example.com/login",
        ["--dry-run"] = null, ["--prune"] = "apps", ["--only"] = "apps", ["--output"] = "org.yaml", ["--api-reference"] = null, ["--scripted-pages"] = null, ["--no-run"] = null, ["--description"] = "For orders",
        ["--follow"] = null, ["--since"] = "1h", ["--filter"] = "eventType sw \"user\"", ["--search"] = "ada",
        ["--token"] = "00token", ["--send-mail"] = null, ["--create-attributes"] = null, ["--password-hook"] = null, ["--journal"] = "run.journal", ["--report"] = "report.csv",
        ["--body"] = "{}", ["--file"] = "logo.png", ["--all"] = null, ["--force"] = null, ["--login"] = "ada", ["--with-password"] = null, ["--starting-with"] = "a", ["--server"] = "default", ["--authorization-server-id"] = "aus1",
    };

    private static IEnumerable<(string Path, Command Command)> Commands(Command command, string path = "")
    {
        yield return (path, command);
        foreach (var inner in command.Subcommands)
            foreach (var found in Commands(inner, $"{path} {inner.Name}".Trim())) yield return found;
    }

    public static IEnumerable<object[]> All => from found in Commands(CommandTable.Build())
                                               from option in found.Command.Options
                                               select (object[])[found.Path, option.Name];

    /// <summary>The command with what it cannot do without, and this option once.</summary>
    private static string[] Line(string path, Command command, string option, string? value)
    {
        var needed = command.Options.Where(other => other.Required && other.Name != option).SelectMany(other => (string[])[other.Name, Good[other.Name]!]);
        var arguments = command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "0oa1");
        return [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. arguments, .. needed, option, .. value is null ? (string[])[] : [value]];
    }

    private static (Command Command, Option Option) Find(string path, string name)
    {
        var command = Commands(CommandTable.Build()).Single(found => found.Path == path).Command;
        return (command, command.Options.Single(option => option.Name == name));
    }

    [Theory, MemberData(nameof(All))]
    public void A_good_value_is_read(string path, string name)
    {
        Good.ShouldContainKey(name, "a new option is tried: give it a good value here");
        var (command, option) = Find(path, name);
        var root = CommandTable.Build();
        var parsed = root.Parse(Line(path, command, name, Good[name]), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (option.Action is not null) return;      // help and version, which the parser itself answers
        parsed.Errors.Select(error => error.Message).Where(message => !message.StartsWith("Required command", StringComparison.Ordinal)).ShouldBeEmpty();
        // As the command itself asks for it: a type without a converter fails only here.
        var theirs = Commands(root).Single(found => found.Path == path).Command.Options.Single(one => one.Name == name);
        var get = typeof(ParseResult).GetMethods().Single(method => method is { Name: nameof(ParseResult.GetValue), IsGenericMethodDefinition: true } && method.GetParameters()[0].ParameterType.Name.StartsWith("Option`", StringComparison.Ordinal));
        var value = Should.NotThrow(() => get.MakeGenericMethod(theirs.ValueType).Invoke(parsed, BindingFlags.DoNotWrapExceptions, null, [theirs], null));
        if (Good[name] is null) value.ShouldBe(true);
        else (value is string[] several ? several.Single() : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!).TrimEnd('/').ShouldBe(Good[name]!.TrimEnd('/'));
    }

    [Theory, MemberData(nameof(All))]
    public void Help_lists_it_and_says_what_it_is_for(string path, string name)
    {
        var (command, option) = Find(path, name);
        option.Description.ShouldNotBeNullOrEmpty();
        if (option.Hidden) return;
        var said = new StringWriter();
        CommandTable.Build().Parse([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Invoke(new InvocationConfiguration { Output = said });
        said.ToString().ShouldContain(name);
    }

    [Theory]
    [InlineData("dev --port nonsense", "--port: 'nonsense' is not a whole number, such as 8080.")]
    [InlineData("dev --port 80000 --data d --no-open", "There is no port 80000")]
    [InlineData("dev --rate-limit-factor fast", "--rate-limit-factor: 'fast' is not a number")]
    [InlineData("dev --https maybe", "maybe")]
    [InlineData("dev --data d --no-open --url nonsense", "--url nonsense is not an address such as https://")]
    [InlineData("dev --data d --no-open --url https://phone.example.com/path", "Give that alone, e.g. https://phone.example.com.")]
    [InlineData("dev --data d --no-open --url http://phone.example.com", "is not https: whoever is on the way could read passwords and tokens. Plain http is for what stays on this machine: localhost, 127.0.0.1, and 10.0.2.2 and host.docker.internal")]
    [InlineData("dev --data d --no-open --lan --url https://phone.example.com", "give one of them")]
    [InlineData("dev --data d --no-open --lan fd00::2", "--lan fd00::2: an address of IPv6 is no name to give to people.")]
    [InlineData("dev --data d --no-open --url https://[2001:db8::7]", "Give the name that leads here.")]
    [InlineData("dev --data d --no-open --lan not/a/name", "--lan not/a/name is neither an address nor a name of this machine.")]
    [InlineData("serve --data d --url nonsense", "--url nonsense is not an address")]
    [InlineData("serve --data d", "Option '--url' is required.")]
    [InlineData("serve --url https://id.example.com", "Option '--data' is required.")]
    [InlineData("serve --data d --url https://id.example.com --smtp nonsense", "smtp")]
    [InlineData("serve --data d --url https://id.example.com --dkim-key dkim.pem", "go together")]
    [InlineData("serve --data d --url https://id.example.com --dkim-key nothing.pem --dkim-selector s", "There is no file nothing.pem")]
    [InlineData("serve --data d --url https://id.example.com --dkim-key nothing.pem --dkim-selector s --dkim-domain example.org", "would count for nothing")]
    [InlineData("serve --data d --url https://id.example.com --proxy nonsense", "proxy")]
    [InlineData("serve --data d --url http://localhost:1 --listen nonsense", "nonsense")]
    [InlineData("serve --data d --url http://localhost:1 --postgres nonsense", "It looks like Host=db.example.com;")]
    [InlineData("backup --data d --to", "--to")]
    [InlineData("login --url nonsense --batch", "The org URL is not an address")]
    [InlineData("apps update", "Required argument missing")]
    [InlineData("apps update 0oa1", "Say what to change, for example: --add-redirect-uri")]
    [InlineData("apps update 0oa1 --refresh-token-rotation sometimes", "'rotate'")]
    [InlineData("apps update 0oa1 --refresh-token-leeway long", "--refresh-token-leeway: 'long' is not a whole number")]
    public async Task Another_value_is_explained(string line, string reason)
    {
        var ran = await latchkey.Run(line);
        ran.ExitCode.ShouldNotBe(ExitCode.Ok);
        ran.Errors.ShouldContain(reason);
        ran.Errors.ShouldNotContain("System.");
        ran.Errors.ShouldNotContain("   at ");
    }
}
