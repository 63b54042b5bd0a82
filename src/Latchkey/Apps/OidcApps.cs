using Latchkey.Cli.Api;

namespace Latchkey.Cli.Apps;

/// <summary>Makes an app and opens it to everyone, or takes one that is there. Contract §5.5, HTTP sequence.</summary>
public sealed class OidcApps(ManagementApi api, Terminal terminal)
{
    private enum Conflict { CreateAnother, Activate, Stop }

    /// <summary>Null when the person decided against it.</summary>
    public async Task<OidcApp?> CreateOrReuse(AppTemplate template, NewApp wanted, CancellationToken ct)
    {
        terminal.Say("Configuring a new OIDC Application, almost done:");
        var sameName = (await api.AppsNamed(wanted.Label, ct)).FindAll(app => app.Label == wanted.Label);

        if (sameName.Find(app => app.IsActive && Fits(app, template)) is { } existing) return await Reuse(existing, wanted, ct);
        if (sameName.Count == 0) return await Create(wanted, ct);

        var inactive = sameName.Find(app => app.Status == "INACTIVE" && Fits(app, template));
        switch (Ask(inactive ?? sameName[0], canActivate: inactive is not null))
        {
            case Conflict.CreateAnother: return await Create(wanted, ct);
            case Conflict.Activate:
                await api.Activate(inactive!, ct);
                return await Reuse(inactive!, wanted, ct);
            default: return null;
        }
    }

    private async Task<OidcApp> Create(NewApp wanted, CancellationToken ct)
    {
        var app = await api.Create(wanted, ct);
        // People outside it could not sign in otherwise, which is the first thing somebody trying the app would do.
        foreach (var everyone in await api.Everyone(ct)) await api.Assign(app, everyone, ct);
        var credentials = await api.CredentialsOf(app, ct);
        terminal.Say($"Created OIDC application, client-id: {credentials.ClientId}");
        return new OidcApp(app, credentials);
    }

    private async Task<OidcApp> Reuse(App app, NewApp wanted, CancellationToken ct)
    {
        var credentials = await api.CredentialsOf(app, ct);
        terminal.Say($"Existing OIDC application '{app.Label}' is used, client-id: {credentials.ClientId}");
        var missing = wanted.Settings.OauthClient?.RedirectUris?.Except(app.Settings?.OauthClient?.RedirectUris ?? []).ToList() ?? [];
        if (missing.Count == 0) return new OidcApp(app, credentials);
        var add = string.Join(' ', missing.Select(uri => $"--add-redirect-uri {uri}"));
        terminal.Warn($"It was not changed: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not among its redirect URIs. "
            + $"To add: latchkey apps update {credentials.ClientId} {add}");
        return new OidcApp(app, credentials);
    }

    private Conflict Ask(App app, bool canActivate)
    {
        var what = !app.IsOidc ? "but it is NOT an OIDC application"
            : !app.IsActive ? "but it is not active" : $"but it is an application of type '{app.ApplicationType}'";
        List<(string, Conflict)> choices = [("Create another one with this name", Conflict.CreateAnother), ("Stop", Conflict.Stop)];
        if (canActivate) choices.Insert(0, ("Activate it and use it", Conflict.Activate));
        return terminal.Ask.Choose(
            $"Existing application found with name '{app.Label}' ({app.Id}), {what}.", choices, fallback: choices.Count - 1,
            $"Choose another name with --app-name, or delete it with \"latchkey apps delete {app.Id} --force\".");
    }

    private static bool Fits(App app, AppTemplate template) => app.IsOidc && app.ApplicationType == template.ApplicationType;
}
