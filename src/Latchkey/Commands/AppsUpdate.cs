using System.CommandLine;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Apps;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apps update ID --add-redirect-uri URI …: changes an app that is there; its client id and the people's sign-ins stay.</summary>
public static class AppsUpdate
{
    private static readonly string[] Rotations = ["rotate", "static"];

    public static Command Build()
    {
        var id = new Argument<string>("ID") { Description = "The id of the app, as \"latchkey apps\" lists it." };
        var name = new Option<string?>("--app-name") { Description = "Another name for it.", HelpName = "name" };
        var redirects = new Lists("redirect-uri", "uri", "a redirect URI", "the redirect URIs");
        var logouts = new Lists("post-logout-redirect-uri", "uri", "a post logout redirect URI", "the post logout redirect URIs");
        var grants = new Lists("grant-type", "grant", "a grant type, such as refresh_token or device_code", "the grant types");
        var rotation =
            new Option<string?>(
                "--refresh-token-rotation")
            { Description = "rotate: each use of a refresh token gives another one. static: it stays the same." };
        rotation.AcceptOnlyFromAmong(Rotations);
        var leeway = new Option<int?>(
            "--refresh-token-leeway")
        {
            Description = "For how many seconds (0 to 60) after a rotation the token before may be used again, as parallel tabs of a page do.",
            HelpName = "seconds",
        };
        var login = new Option<string?>(
            "--initiate-login-uri")
        { Description = $"Where somebody begins who is not at the app yet, such as from an error page; {AppChange.None} removes it.", HelpName = "uri" };

        var command = new Command("update", "Change an app: its redirect URIs, its grants, its name. What is not named stays as it is.") { id };
        foreach (var option in (Option[])[.. redirects.All, .. logouts.All, .. grants.All, name, rotation, leeway, login]) command.Add(option);
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetRequiredValue(id), new AppChange
        {
            Name = args.GetValue(name),
            RedirectUris = redirects.Read(args), PostLogoutRedirectUris = logouts.Read(args), Grants = grants.Read(args, AppChange.GrantNamed),
            Rotation = args.GetValue(rotation)?.ToUpperInvariant(), Leeway = args.GetValue(leeway), InitiateLoginUri = args.GetValue(login),
        }, ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string id, AppChange change, CancellationToken ct)
    {
        if (change.IsNone) throw new CommandException(
            "Say what to change, for example: --add-redirect-uri com.example.app:/callback. \"latchkey apps update --help\" lists it all.")
        { ExitCode = ExitCode.Usage };

        using var api = ManagementApi.Connect(terminal);
        var before = await api.WholeApp(id, ct);
        var wanted = change.Of(before);
        var isNews = !JsonNode.DeepEquals(before, wanted);
        var app = isNews ? await api.Replace(id, wanted, ct) : await api.App(id, ct);
        terminal.Say(isNews ? $"Updated application '{app.Label}' ({app.Id})" : $"Nothing to do: application '{app.Label}' ({app.Id}) is so already");

        var client = app.Settings?.OauthClient;
        if (app.ApplicationType == AppTemplate.Spa.ApplicationType && !change.RedirectUris.IsNone)
            await BrowserOrigins.Trust(api, terminal, new RedirectUris(client?.RedirectUris ?? [], []).Origins(), ct);
        Show(terminal, app, client);
        return ExitCode.Ok;
    }

    private static void Show(Terminal terminal, App app, OauthClient? client)
    {
        terminal.Say("Redirect URIs:    ", Listed(client?.RedirectUris));
        terminal.Say("After signing out: ", Listed(client?.PostLogoutRedirectUris));
        terminal.Say("Grant types:      ", Listed(client?.GrantTypes));
        terminal.Say("Refresh tokens:   ", client?.RefreshToken is { } refresh
            ? $"{refresh.RotationType}{(refresh.Leeway is { } leeway ? $", leeway {leeway} s" : "")}" : "-");
        if (client?.InitiateLoginUri is { } login) terminal.Say("Sign-in begins at: ", login);
        terminal.Answer(new
        {
            app.Id,
            name = app.Label,
            app.ApplicationType,
            redirectUris = client?.RedirectUris,
            postLogoutRedirectUris = client?.PostLogoutRedirectUris,
            grantTypes = client?.GrantTypes,
            refreshTokenRotation = client?.RefreshToken?.RotationType,
            refreshTokenLeeway = client?.RefreshToken?.Leeway,
            initiateLoginUri = client?.InitiateLoginUri,
        });
    }

    private static string Listed(IReadOnlyList<string>? texts) => texts is { Count: > 0 } ? string.Join(", ", texts) : "-";

    /// <summary>The three options of a list: set, add, remove.</summary>
    private sealed class Lists(string name, string value, string one, string all)
    {
        private readonly Option<string[]?> set = new($"--{name}")
        {
            Description = $"Set {all}, separated by commas, instead of those there are.",
            HelpName = value
        };
        private readonly Option<string[]?> add = new($"--add-{name}") { Description = $"Add {one}; several are separated by commas.", HelpName = value };
        private readonly Option<string[]?> remove = new($"--remove-{name}")
        {
            Description = $"Remove {one}; several are separated by commas.",
            HelpName = value
        };

        public IEnumerable<Option> All => [set, add, remove];

        public ListChange Read(ParseResult args, Func<string, string>? named = null)
        {
            string[] Texts(Option<string[]?> option) =>
                [.. (args.GetValue(option) ?? []).SelectMany(RedirectUris.Split).Select(text => named?.Invoke(text) ?? text)];
            return new ListChange(args.GetResult(set) is null ? null : Texts(set), Texts(add), Texts(remove));
        }
    }
}
