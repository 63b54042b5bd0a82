using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>The parts of an app's General page. Fields are called what the management API calls them (contract §3.1).</summary>
internal static class AppSections
{
    public const string Dpop = "dpop_bound_access_tokens";
    public const string Pkce = "pkce_required";
    public const string AuthMethod = "token_endpoint_auth_method";
    public const string Consent = "consent_method";
    public const string Brand = "brandId";
    public const string FrontchannelSession = "frontchannel_logout_session_required";
    public const string BackchannelSession = "backchannel_logout_session_required";

    /// <summary>Where a bookmark leads, as the management API names it.</summary>
    public const string Url = "settings.app.url";

    public const string Android = "android";
    public const string Apple = "apple";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static readonly AppSection Credentials = new("credentials", FillCredentials, ApplyCredentials);
    public static readonly AppSection Settings = new("settings", FillSettings, ApplySettings);
    public static readonly AppSection Logout = new("logout", FillLogout, ApplyLogout);
    public static readonly AppSection Mobile = new(PhonePrograms.Name, FillMobile, ApplyMobile);
    public static readonly AppSection Link = new("link", FillLink, ApplyLink);
    public static readonly AppSection About = new("about", FillAbout, ApplyAbout);

    /// <summary>Of an app: a service has nobody who signs in or out.</summary>
    public static IReadOnlyList<AppSection> Of(App app) =>
        app.ApplicationType switch
        {
            Bookmark.Type => [Link],
            AppTypes.Service => [Credentials, Settings],
            AppTypes.Native => [Credentials, Settings, Mobile, Logout, About],
            _ => [Credentials, Settings, Logout, About],
        };

    private static FormState FillLink(App app) => FormState.Of([new("label", app.Label), new(Url, AppProposal.Of(app).Bookmark?.Url)]);

    private static AppProposal ApplyLink(App app, FormState typed)
    {
        var now = AppProposal.Of(app);
        return now with { Label = typed["label"], Bookmark = now.Bookmark! with { Url = typed.Text(Url) } };
    }

    private static FormState FillMobile(App app) => FormState.Of(
    [
        new(Android, Lines(app.Phones.Android.Select(program => $"{program.PackageName} {string.Join(' ', program.Fingerprints)}"))),
        new(Apple, Lines(app.Phones.Apple.Select(program => program.AppId))),
    ]);

    private static AppProposal ApplyMobile(App app, FormState typed) => AppProposal.Of(app) with
    {
        Phones = PhonePrograms.Read(new JsonObject
        {
            [Android] = new JsonArray([.. typed.Lines(Android).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words =>
                (JsonNode)new JsonObject
                {
                    ["packageName"] = words[0], ["sha256CertFingerprints"] = new JsonArray([.. words[1..].Select(print => (JsonNode)print)]),
                })]),
            [Apple] = new JsonArray([.. typed.Lines(Apple).Select(line => line.Split('.', 2)).Select(parts =>
                (JsonNode)new JsonObject { ["teamId"] = parts[0], ["bundleId"] = parts.Length > 1 ? parts[1] : "" })]),
        }),
    };

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;

    private static FormState FillCredentials(App app) => FormState.Of(
    [
        new(AuthMethod, app.AuthMethod), new(Pkce, On(app.PkceRequired)), new("jwks_uri", app.JwksUri),
        new("jwks", app.Jwks is null ? null : JsonNode.Parse(app.Jwks)!.ToJsonString(Indented)),
    ]);

    private static AppProposal ApplyCredentials(App app, FormState typed)
    {
        var now = AppProposal.Of(app);
        return now with
        {
            AuthMethod = typed.Text(AuthMethod),
            PkceRequired = typed.Ticked(Pkce),
            Client = now.Client! with { JwksUri = typed.Text("jwks_uri"), Jwks = Keys(typed.Text("jwks")) },
        };
    }

    private static FormState FillSettings(App app)
    {
        var now = AppProposal.Of(app).Client!;
        return FormState.Of(
        [
            new("label", app.Label), .. app.GrantTypes.Select(grant => new KeyValuePair<string, string?>(AppGrants.Prefix + grant, "on")),
            new(Dpop, On(app.DPoPRequired)), new("rotation_type", now.RotationType), new("leeway", now.Leeway?.ToString(CultureInfo.InvariantCulture)),
            new("redirect_uris", string.Join('\n', app.RedirectUris)), new("post_logout_redirect_uris", string.Join('\n', app.PostLogoutRedirectUris)),
            new("initiate_login_uri", now.InitiateLoginUri),
        ]);
    }

    private static AppProposal ApplySettings(App app, FormState typed)
    {
        var now = AppProposal.Of(app);
        var grants = AppGrants.Ticked(typed);
        // What was chosen of response types stays as long as the grants that they come of do.
        var same = ((string[])[GrantType.AuthorizationCode, GrantType.Implicit]).All(grant => app.GrantTypes.Contains(grant) == grants.Contains(grant));
        return now with
        {
            Label = typed["label"],
            Client = now.Client! with
            {
                GrantTypes = grants,
                ResponseTypes = same ? now.Client.ResponseTypes : null,
                DPoPRequired = typed.Ticked(Dpop),
                RotationType = typed.Text("rotation_type") ?? now.Client.RotationType,
                Leeway = typed.Ticked("rotation_type") ? Number("leeway", typed.Text("leeway")) : now.Client.Leeway,
                RedirectUris = typed.Lines("redirect_uris"),
                PostLogoutRedirectUris = typed.Lines("post_logout_redirect_uris"),
                InitiateLoginUri = typed.Text("initiate_login_uri"),
            },
        };
    }

    private static FormState FillLogout(App app)
    {
        var now = AppProposal.Of(app).Client!;
        return FormState.Of(
        [
            new("frontchannel_logout_uri", now.FrontchannelLogoutUri), new(FrontchannelSession, On(now.FrontchannelLogoutSessionRequired is true)),
            new("backchannel_logout_uri", now.BackchannelLogoutUri), new(BackchannelSession, On(now.BackchannelLogoutSessionRequired is true)),
        ]);
    }

    private static AppProposal ApplyLogout(App app, FormState typed)
    {
        var now = AppProposal.Of(app);
        return now with
        {
            Client = now.Client! with
            {
                FrontchannelLogoutUri = typed.Text("frontchannel_logout_uri"),
                FrontchannelLogoutSessionRequired = typed.Ticked(FrontchannelSession),
                BackchannelLogoutUri = typed.Text("backchannel_logout_uri"),
                BackchannelLogoutSessionRequired = typed.Ticked(BackchannelSession),
                ParticipatesInLogout = typed.Text("frontchannel_logout_uri") is not null,
            },
        };
    }

    private static FormState FillAbout(App app)
    {
        var now = AppProposal.Of(app).Client!;
        return FormState.Of(
        [
            new("client_uri", now.ClientUri), new("logo_uri", now.LogoUri), new("policy_uri", now.PolicyUri), new("tos_uri", now.TermsUri),
            new(Consent, On(app.AsksForConsent)), new(Brand, app.BrandId),
        ]);
    }

    private static AppProposal ApplyAbout(App app, FormState typed)
    {
        var now = AppProposal.Of(app);
        return now with
        {
            BrandId = typed.Text(Brand) ?? now.BrandId,
            Client = now.Client! with
            {
                ClientUri = typed.Text("client_uri"),
                LogoUri = typed.Text("logo_uri"),
                PolicyUri = typed.Text("policy_uri"),
                TermsUri = typed.Text("tos_uri"),
                ConsentMethod = typed.Ticked(Consent) ? "REQUIRED" : "TRUSTED",
            },
        };
    }

    private static string? On(bool ticked) => ticked ? "on" : null;

    private static int? Number(string field, string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new RuleException(field, "must be a whole number");

    private static JsonObject? Keys(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new RuleException("jwks", "must be a JSON object with a list named keys");
        }
        catch (JsonException)
        {
            throw new RuleException("jwks", "is no JSON");
        }
    }
}
