using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>GET and POST /admin/apps/{id}: what an app is. Each part of it is edited and saved by itself.</summary>
internal static class AppEndpoint
{
    /// <summary>In the address of a page whose files are asked for from outside.</summary>
    internal const string Outside = "outside";

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, BrandOfOrg brands, AssociationsOfOrgs associations)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var section = SectionOf(app, http.Request.Query[FormState.SectionField].ToString());
        return await Of(http, app, brands, associations, section, section?.Fill(app).Versioned());
    }

    public static async Task<IResult> Save(HttpContext http, string appId, Apps apps, BrandOfOrg brands, AppChanges changes, ServerSettings settings,
        AssociationsOfOrgs associations)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (SectionOf(app, typed[FormState.SectionField]) is not { } section) return new Found(AddressOf(app));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Revise(http.Doing, app, current =>
            {
                before = section.Fill(current);
                return section.Draft(current, typed, settings.Development);
            });
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(before, section.Fill(changed));
            return new Found($"{ConsoleAddress.Done(AddressOf(app), "saved")}#{section.Name}");
        }
        catch (RuleException broken)
        {
            return await Of(http, app, brands, associations, section, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return await Of(http, app, brands, associations, section, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    internal static string AddressOf(App app) => ConsoleAddress.Of("apps", app.Id);

    private static AppSection? SectionOf(App app, string name) => AppSections.Of(app).FirstOrDefault(section => section.Name == name);

    internal static async Task<IResult> Of(HttpContext http, App app, BrandOfOrg brands, AssociationsOfOrgs associations, AppSection? editing,
        FormState? form, int status = StatusCodes.Status200OK) => Page.Of(new AppPage
        {
            Brands = await brands.All(http.Org, http.RequestAborted),
            Frame = http.Frame(ConsoleSection.Applications), App = app, Editing = editing?.Name, Form = form ?? FormState.Empty, OrgUrl = http.Org.Url,
            Files = app.Phones.Any ? await Files(http, app, await associations.Of(http.Org, http.RequestAborted)) : [],
        }, status);

    /// <summary>The very documents that phones are answered with; from outside, through what stands before the server, where somebody asks to.</summary>
    private static async Task<IReadOnlyList<ShownFile>> Files(HttpContext http, App app, Association association)
    {
        var (files, host) = (new List<ShownFile>(), new Uri(http.Org.Url).IdnHost);
        bool Names(string file, string what) => file.Contains(JsonSerializer.Serialize(what), StringComparison.Ordinal);
        async Task Add(string name, JsonNode ours, Func<string, bool> right)
        {
            var address = $"{http.Org.Url}/.well-known/{name}";
            var settings = http.RequestServices.GetRequiredService<ServerSettings>();
            var found = !http.Request.Query.ContainsKey(Outside) ? ours.ToJsonString()
                : await PublicReach.Document(settings, new Uri(address), http.RequestAborted);
            files.Add(new(address, found is not null && right(found), found is not null));
        }
        if (app.Phones.Android.Count > 0)
        {
            await Add("assetlinks.json", association.AssetLinks(host), file =>
                app.Phones.Android.All(program => Names(file, program.PackageName) && program.Fingerprints.All(print => Names(file, print))));
        }
        if (app.Phones.Apple.Count > 0)
            await Add("apple-app-site-association", association.AppleSite(host), file => app.Phones.Apple.All(program => Names(file, program.AppId)));
        return files;
    }
}
