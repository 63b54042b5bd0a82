using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Apps;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apps config --app ID: what an app has to be told to sign people in. Contract §5.4.</summary>
public static class AppsConfig
{
    public static Command Build()
    {
        var id = new Option<string>("--app") { Description = "The id of the app, as \"latchkey apps\" lists it.", Required = true };
        var authorizationServer = AuthorizationServerChoice.Option();
        var command = new Command("config", "Show an app's client id, its secret if it has one, and the issuer.") { id, authorizationServer };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetRequiredValue(id), args.GetValue(authorizationServer), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string id, string? authorizationServer, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var app = await api.App(id, ct);
        if (!app.IsOidc)
            throw new CommandException(
                $"Existing application found with name '{app.Label}' but it is NOT an OIDC application. Only OIDC applications work with the Latchkey CLI.");
        var credentials = await api.CredentialsOf(app, ct);
        var server = await AuthorizationServerChoice.Pick(api, terminal, authorizationServer, ct);

        if (terminal.Json)
        {
            terminal.Answer(new { app.Id, name = app.Label, app.Status, app.ApplicationType, credentials.ClientId, credentials.ClientSecret, server.Issuer });
            return ExitCode.Ok;
        }

        terminal.Say("Name:          ", app.Label);
        terminal.Say("Client Id:     ", credentials.ClientId);
        if (credentials.ClientSecret is { } secret) terminal.Say("Client Secret: ", secret);
        terminal.Say("Issuer:        ", server.Issuer);
        return ExitCode.Ok;
    }
}
