using System.CommandLine;
using System.Net;
using Latchkey.Cli.Api;
using Latchkey.Cli.Apps;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apps create [native|web|spa|service]. Contract §5.5.</summary>
public static class AppsCreate
{
    private static readonly string TemplateNames = string.Join(", ", AppTemplate.All.Select(template => template.Name));

    public static Command Build()
    {
        var template = new Argument<string[]>("template")
        {
            Description = $"One of: {TemplateNames}. Asked for when it is left out.",
            Arity = ArgumentArity.ZeroOrMore
        };
        template.Validators.Add(result =>
        {
            if (result.Tokens.Count > 1) result.AddError("Only one positional parameter is allowed");
            else if (result.Tokens is [var name] && AppTemplate.Find(name.Value) is null)
                result.AddError($"template must be empty or one of: [{TemplateNames}]");
        });
        var name = new Option<string?>("--app-name") { Description = "Name of the app. [default: name of this folder]" };
        var redirect = new Option<string?>("--redirect-uri") { Description = "Where people come back to after signing in; several are separated by commas." };
        var postLogout =
            new Option<string?>(
                "--post-logout-redirect-uri")
            { Description = "Where people come back to after signing out. [default: the root of the redirect URI]" };
        var configFile = new Option<string?>("--config-file")
        {
            Description = "web, service: the file that gets OKTA_OAUTH2_ISSUER, OKTA_OAUTH2_CLIENT_ID and OKTA_OAUTH2_CLIENT_SECRET, under the names "
                + $"Okta's samples read. [default: {EnvFile.DefaultName}]",
        };
        var noRefreshToken = new Option<bool>("--no-refresh-token") { Description = "native: do not allow refresh tokens, which keep people signed in." };
        var authorizationServer = AuthorizationServerChoice.Option();

        var command = new Command("create", "Create an app.") { template, name, redirect, postLogout, configFile, noRefreshToken, authorizationServer };
        command.SetAction((args, ct) => Run(
            Terminal.For(args),
            new Choices(args.GetValue(template) is [var chosen] ? AppTemplate.Find(chosen) : null, args.GetValue(name), args.GetValue(redirect),
            args.GetValue(postLogout),
                args.GetValue(configFile) ?? EnvFile.DefaultName, !args.GetValue(noRefreshToken), args.GetValue(authorizationServer)), ct));
        return command;
    }

    private static string FolderName => new DirectoryInfo(Environment.CurrentDirectory).Name;

    private static async Task<int> Run(Terminal terminal, Choices given, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var name = given.Name ?? terminal.Ask.TextOr(FolderName, "Application name", "Give it with --app-name.");
        var template = given.Template ?? terminal.Ask.Choose(
            "Type of Application\n(The Latchkey CLI only supports a subset of application types and properties):",
            [.. AppTemplate.All.Select(template => (template.Title, template))], fallback: 0,
            $"Give it: latchkey apps create {AppTemplate.Native.Name}, for example.");
        var redirects = RedirectUris.Ask(terminal, template, api.Org, given.RedirectUri, given.PostLogoutRedirectUri);
        var server = await AuthorizationServerChoice.Pick(api, terminal, given.AuthorizationServer, ct);

        var file = template.HasSecret ? new EnvFile(given.ConfigFile) : null;
        if (file is { ClientId: { } known } && file.Issuer == server.Issuer)
        {
            await RequireSame(api, known, given.Name ?? (name == FolderName ? null : name), template, file, ct);
            terminal.Say($"Existing OIDC application detected for clientId: {known}, skipping new application creation");
            terminal.Answer(new { clientId = known, server.Issuer, configFile = file.FullPath });
            return ExitCode.Ok;
        }
        if (file is { ClientId: not null } && !MayReplace(terminal, file)) return ExitCode.Declined;
        file?.RequireWritable();

        var wanted = template.App(name, redirects, refreshToken: template == AppTemplate.Native && given.RefreshToken);
        if (await new OidcApps(api, terminal).CreateOrReuse(template, wanted, ct) is not { } app) return ExitCode.Declined;
        if (template == AppTemplate.Spa) await BrowserOrigins.Trust(api, terminal, redirects.Origins(), ct);

        Write(file, app, server);
        Show(terminal, template, app, server, file);
        return ExitCode.Ok;
    }

    /// <summary>What stands in the file is what was asked for, or nothing is done: an app by another name would not be made, and nobody told.</summary>
    private static async Task RequireSame(ManagementApi api, string clientId, string? name, AppTemplate template, EnvFile file, CancellationToken ct)
    {
        var other = "";
        try
        {
            var app = await api.App(clientId, ct);
            if (app.ApplicationType != template.ApplicationType) other = $"'{app.Label}', an application of type '{app.ApplicationType}'";
            else if (name is not null && name != app.Label) other = $"'{app.Label}'";
            else return;
        }
        catch (ApiException gone) when (gone.Status == HttpStatusCode.NotFound && !gone.IsUnknownPath)
        {
            other = "an application that is not there any more";
        }
        throw new CommandException($"{file.FullPath} has the credentials of {other} ({clientId}), so no application was created. Give another file with "
            + "--config-file, or take this one away.");
    }

    private static void Write(EnvFile? file, OidcApp app, AuthorizationServer server)
    {
        try
        {
            file?.Write(server.Issuer, app.Credentials.ClientId, app.Credentials.ClientSecret);
        }
        catch (Exception fault) when (fault is CommandException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{fault.Message}\nThe application was created all the same: \"latchkey apps config --app {app.App.Id}\" shows its credentials.", fault);
        }
    }

    /// <summary>Credentials of another org are not thrown away unasked.</summary>
    private static bool MayReplace(Terminal terminal, EnvFile file) => terminal.Ask.Confirm(
        $"{file.FullPath} has the credentials of an application of {file.Issuer ?? "an unknown issuer"}. Replace them?", fallback: false,
        "Choose another file with --config-file.");

    private static void Show(Terminal terminal, AppTemplate template, OidcApp app, AuthorizationServer server, EnvFile? file)
    {
        if (file is not null)
        {
            terminal.Say($"Latchkey application configuration has been written to: {file.FullPath}");
        }
        else
        {
            terminal.Say("Latchkey application configuration: ");
            terminal.Say(template == AppTemplate.Spa ? "Issuer:    " : "okta.oauth2.issuer: ", server.Issuer);
            terminal.Say(template == AppTemplate.Spa ? "Client ID: " : "okta.oauth2.client-id: ", app.Credentials.ClientId);
        }

        var oauth = app.App.Settings?.OauthClient;
        terminal.Answer(new
        {
            app.App.Id,
            name = app.App.Label,
            applicationType = template.ApplicationType,
            app.Credentials.ClientId,
            app.Credentials.ClientSecret,
            server.Issuer,
            redirectUris = oauth?.RedirectUris,
            postLogoutRedirectUris = oauth?.PostLogoutRedirectUris,
            grantTypes = oauth?.GrantTypes,
            configFile = file?.FullPath,
        });
    }

    /// <summary>What was given on the command line; the rest is asked.</summary>
    private sealed record Choices(
        AppTemplate? Template, string? Name, string? RedirectUri, string? PostLogoutRedirectUri, string ConfigFile, bool RefreshToken,
        string? AuthorizationServer);
}
