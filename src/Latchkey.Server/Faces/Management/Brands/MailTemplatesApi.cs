using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/brands/{brandId}/templates/email: an org's own words for its mails. Contract §3.8.</summary>
internal static class MailTemplatesApi
{
    public static RouteGroupBuilder MapMailTemplates(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/brands/{brandId}/templates/email");
        routes.MapGet("", List);
        routes.MapGet("/{name}", Get);
        routes.MapGet("/{name}/default-content", DefaultContent);
        routes.MapGet("/{name}/default-content/preview", DefaultPreview);
        routes.MapGet("/{name}/customizations", Customizations);
        routes.MapPost("/{name}/customizations", Create);
        routes.MapDelete("/{name}/customizations", DeleteAll);
        routes.MapGet("/{name}/customizations/{id}", Customization);
        routes.MapPut("/{name}/customizations/{id}", Replace);
        routes.MapDelete("/{name}/customizations/{id}", Delete);
        routes.MapGet("/{name}/customizations/{id}/preview", Preview);
        routes.MapGet("/{name}/settings", GetSettings);
        routes.MapPut("/{name}/settings", PutSettings);
        routes.MapPost("/{name}/test", Test);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string brandId, BrandOfOrg brands, MailWordsOfOrg words)
    {
        var brand = await brands.Require(http, brandId);
        var paging = Paging.Of(http, MailKinds.All.Count, MailKinds.All.Count);
        var counts = Expands(http, Count) ? await words.Counts(http.Org.Id, brand.Id, http.RequestAborted) : null;
        var found = new List<(MailKind Kind, JsonObject Json)>();
        foreach (var kind in MailKinds.All.OrderBy(kind => kind.Name, StringComparer.Ordinal))
            if (string.CompareOrdinal(kind.Name, paging.After) > 0) found.Add((kind, await Json(http, brand, kind, words, counts)));
        return Pages.Of(http, found, paging, one => one.Kind.Name, one => one.Json);
    }

    private static async Task<IResult> Get(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsOfOrg words)
    {
        var brand = await brands.Require(http, brandId);
        var counts = Expands(http, Count) ? await words.Counts(http.Org.Id, brand.Id, http.RequestAborted) : null;
        return ApiAnswers.Json(await Json(http, brand, Require(name), words, counts));
    }

    private static async Task<IResult> DefaultContent(HttpContext http, string brandId, string name, BrandOfOrg brands)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var ours = kind.AsTemplate(LanguageIn(http), brand);
        var at = At(brand, kind);
        return ApiAnswers.Json(new JsonObject
        {
            ["subject"] = ours.Subject,
            ["body"] = ours.Html,
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, at + "/default-content", "GET"),
                ["template"] = Hal.To(http.Org, at, "GET"),
                ["preview"] = Hal.To(http.Org, at + "/default-content/preview", "GET"),
                ["test"] = Hal.To(http.Org, at + "/test", "POST"),
            },
        });
    }

    private static async Task<IResult> DefaultPreview(HttpContext http, string brandId, string name, BrandOfOrg brands, Users users, TimeProvider clock)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var reader = await Reader(http, users) ?? Somebody(http.Org);
        var ours = MailTemplates.Sample(kind, http.Org, brand, reader, LanguageIn(http).Tag, clock.Now);
        return ApiAnswers.Json(Shown(http, brand, kind, ours, "default-content"));
    }

    private static async Task<IResult> Customizations(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsOfOrg words)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var paging = Paging.Of(http, 20, MailWordsOfOrg.MostLanguages);
        var found = (await words.All(http.Org.Id, brand.Id, kind.Name, http.RequestAborted))
            .Where(one => string.CompareOrdinal(one.Id, paging.After) > 0).ToArray();
        return Pages.Of(http, found, paging, one => one.Id, one => Json(one, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsChanges changes)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var created = await changes.Create(http.Doing, brand.Id, kind, Read(kind, await ApiJson.RequireBody(http)));
        return ApiAnswers.Json(Json(created, http.Org), StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAll(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsChanges changes)
    {
        await changes.DeleteAll(http.Doing, (await brands.Require(http, brandId)).Id, Require(name));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Customization(HttpContext http, string brandId, string name, string id, BrandOfOrg brands, MailWordsOfOrg words) =>
        ApiAnswers.Json(Json(await RequireWords(http, brandId, name, id, brands, words), http.Org));

    private static async Task<IResult> Replace(
        HttpContext http, string brandId, string name, string id, BrandOfOrg brands, MailWordsOfOrg words, MailWordsChanges changes)
    {
        var existing = await RequireWords(http, brandId, name, id, brands, words);
        var draft = Read(Require(name), await ApiJson.RequireBody(http));
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, draft) ?? throw NotFound(id), http.Org));
    }

    private static async Task<IResult> Delete(
        HttpContext http, string brandId, string name, string id, BrandOfOrg brands, MailWordsOfOrg words, MailWordsChanges changes)
    {
        await changes.Delete(http.Doing, await RequireWords(http, brandId, name, id, brands, words));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Preview(HttpContext http, string brandId, string name, string id, BrandOfOrg brands, MailWordsOfOrg words, Users users,
        TimeProvider clock)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var existing = await RequireWords(http, brandId, name, id, brands, words);
        var ours = MailTemplates.Sample(kind, http.Org, brand, await Reader(http, users) ?? Somebody(http.Org), existing.Language, clock.Now);
        var filled = OrgLetters.Filled(ours, ours.Facts!, existing.Language, existing.Subject, existing.Body);
        return ApiAnswers.Json(Shown(http, brand, kind, filled, $"customizations/{existing.Id}"));
    }

    private static async Task<IResult> GetSettings(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsOfOrg words)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        return ApiAnswers.Json(Json(http.Org, brand, kind, await words.Recipients(http.Org.Id, brand.Id, kind.Name, http.RequestAborted)));
    }

    private static async Task<IResult> PutSettings(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsChanges changes)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        var wanted = MailRecipients.Of(kind, (await ApiJson.RequireBody(http)).Text("recipients"));
        await changes.SetRecipients(http.Doing, brand.Id, kind, wanted);
        return ApiAnswers.Json(Json(http.Org, brand, kind, wanted));
    }

    /// <summary>To whoever asks, and nobody else, as somebody who speaks that language would get it. Its links and codes open nothing.</summary>
    private static async Task<IResult> Test(HttpContext http, string brandId, string name, BrandOfOrg brands, MailWordsOfOrg words, Users users, Mails mails,
        TimeProvider clock)
    {
        var (brand, kind) = (await brands.Require(http, brandId), Require(name));
        if (await Reader(http, users) is not { } reader)
            throw ApiError.NoPermission("A test mail goes to the administrator who asks for it; an app has no mailbox.");
        var language = LanguageAsked(http) ?? MailTemplates.LanguageOf(reader);
        var ours = MailTemplates.Sample(kind, http.Org, brand, reader, language, clock.Now);
        var letter = await words.For(http.Org.Id, brand.Id, kind.Name, language, http.RequestAborted) is { } own
            ? OrgLetters.Filled(ours, ours.Facts!, own.Language, own.Subject, own.Body) : ours;
        await mails.Queue(http.Org.Id, letter with { Facts = null }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static MailWordsDraft Read(MailKind kind, JsonObject body) =>
        MailWordsDraft.Of(kind, body.Text("language"), body.Text("subject"), body.Text("body"), body.Flag("isDefault"));

    private static async Task<JsonObject> Json(HttpContext http, Brand brand, MailKind kind, MailWordsOfOrg words, IReadOnlyDictionary<string, long>? counts)
    {
        var at = At(brand, kind);
        var embedded = new JsonObject();
        if (Expands(http, Settings))
            embedded[Settings] = Json(http.Org, brand, kind, await words.Recipients(http.Org.Id, brand.Id, kind.Name, http.RequestAborted));
        if (counts is not null) embedded[Count] = counts.GetValueOrDefault(kind.Name);
        var json = new JsonObject { ["name"] = kind.Name };
        if (embedded.Count > 0) json["_embedded"] = embedded;
        json["_links"] = new JsonObject
        {
            ["self"] = Hal.To(http.Org, at, "GET"),
            ["settings"] = Hal.To(http.Org, at + "/settings", "GET", "PUT"),
            ["defaultContent"] = Hal.To(http.Org, at + "/default-content", "GET"),
            ["customizations"] = Hal.To(http.Org, at + "/customizations", "GET", "POST", "DELETE"),
            ["test"] = Hal.To(http.Org, at + "/test", "POST"),
        };
        return json;
    }

    private static JsonObject Json(Org org, Brand brand, MailKind kind, MailRecipients recipients) => new()
    {
        ["recipients"] = recipients.Word,
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, At(brand, kind) + "/settings", "GET", "PUT"), ["template"] = Hal.To(org, At(brand, kind), "GET"),
        },
    };

    private static JsonObject Json(MailWords words, Org org)
    {
        var template = $"brands/{words.BrandId}/templates/email/{words.Template}";
        var at = $"{template}/customizations/{words.Id}";
        return new()
        {
            ["id"] = words.Id,
            ["language"] = words.Language,
            ["isDefault"] = words.IsDefault,
            ["subject"] = words.Subject,
            ["body"] = words.Body,
            ["created"] = ApiJson.Date(words.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(words.UpdatedAt),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, at, "GET", "PUT", "DELETE"),
                ["template"] = Hal.To(org, template, "GET"),
                ["preview"] = Hal.To(org, at + "/preview", "GET"),
                ["test"] = Hal.To(org, template + "/test", "POST"),
            },
        };
    }

    private static JsonObject Shown(HttpContext http, Brand brand, MailKind kind, Letter letter, string source)
    {
        var at = At(brand, kind);
        return new()
        {
            ["subject"] = letter.Subject,
            ["body"] = letter.Html,
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, $"{at}/{source}/preview", "GET"),
                ["contentSource"] = Hal.To(http.Org, $"{at}/{source}", "GET"),
                ["template"] = Hal.To(http.Org, at, "GET"),
                ["test"] = Hal.To(http.Org, at + "/test", "POST"),
                ["defaultContent"] = Hal.To(http.Org, at + "/default-content", "GET"),
            },
        };
    }

    private const string Settings = "settings", Count = "customizationCount";

    private static bool Expands(HttpContext http, string what) => http.Request.Query["expand"].ToString().Split(',').Contains(what);

    private static string At(Brand brand, MailKind kind) => $"brands/{brand.Id}/templates/email/{kind.Name}";

    private static string? LanguageAsked(HttpContext http) => http.Request.Query["language"].ToString() is { Length: > 0 and <= 35 } asked ? asked : null;

    private static Language LanguageIn(HttpContext http) => Language.For(LanguageAsked(http));

    private static MailKind Require(string name) => MailKinds.Find(name) ?? throw ApiError.NotFound(name, "EmailTemplate");

    private static async Task<MailWords> RequireWords(HttpContext http, string brandId, string name, string id, BrandOfOrg brands, MailWordsOfOrg words) =>
        await words.Find(http.Org.Id, (await brands.Require(http, brandId)).Id, Require(name).Name, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "EmailTemplateCustomization");

    /// <summary>The administrator who asks; null where an app does.</summary>
    private static async Task<User?> Reader(HttpContext http, Users users) =>
        http.Caller.App is null ? await users.Find(http.Org.Id, http.Caller.User.Id, http.RequestAborted) : null;

    private static User Somebody(Org org) => new()
    {
        Id = "", OrgId = org.Id, Status = UserStatus.Active, Login = "someone@example.com", Email = "someone@example.com", CreatedAt = default,
        UpdatedAt = default, Profile = new JsonObject { ["firstName"] = "Some", ["lastName"] = "One" },
    };
}
