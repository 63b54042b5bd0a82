using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Authn;

/// <summary>
/// GET /api/v1/registration/form and POST /api/v1/registration/{policyId}/register: an account is made in a program's own form, by the steps of the page for
/// it. No page waits for a code there, so the mail has a link, and a page of the org's finishes it. Contract §3.5; decision 0056.
/// </summary>
internal static class AuthnSignUp
{
    private const string FirstName = "firstName", LastName = "lastName", Email = "email", Password = "password";

    /// <summary>What is asked of whoever makes one.</summary>
    public static async Task<IResult> Form(HttpContext http, SignUpRulebook rulebook, PasswordChoice choice)
    {
        var action = await Open(http, rulebook);
        var language = Language.Of(http);
        var texts = language.Texts;
        return ApiAnswers.Json(new JsonObject
        {
            ["policyId"] = PolicyOf(http),
            ["profileSchema"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    [Email] = Text(texts.Email, longest: 100, format: "email"),
                    [Password] = Secret(language, await choice.OfNew(http.Org, action.Groups, http.RequestAborted)),
                    [FirstName] = Text(texts.FirstName, longest: 50),
                    [LastName] = Text(texts.LastName, longest: 50),
                },
                ["required"] = new JsonArray(Email, Password, FirstName, LastName),
                ["fieldOrder"] = new JsonArray(Email, Password, FirstName, LastName),
            },
        });
    }

    /// <summary>The same is answered whether the address has an account or not: its owner is told (threats row 20).</summary>
    public static async Task<IResult> Register(HttpContext http, string policy, SignUpRulebook rulebook, SignUps signUps, SignUpHook hook, MailReach reach,
        PasswordHashing hashing, PasswordChoice choice, BrowserWork work)
    {
        var ct = http.RequestAborted;
        var action = await Open(http, rulebook);
        if (Ids.Policy + policy != PolicyOf(http)) throw ApiError.NotFound(Ids.Policy + policy, "Policy");
        var body = await ApiJson.RequireBody(http);
        var profile = body.Object("userProfile") ?? throw ApiError.Validation("userProfile", "userProfile: The field cannot be left blank");
        var password = AuthnEndpoints.Needed(profile, Password);
        var relayState = AuthnEndpoints.RelayStateOf(body);
        var language = Language.Of(http);
        var draft = DraftOf(profile, language, reach);
        var settings = await choice.OfNew(http.Org, action.Groups, ct);
        if (PasswordPolicy.Said(settings, PasswordPolicy.Broken(settings, password, draft.Profile, http.Org)) is { } violation)
            throw ApiError.Validation(Password, violation);
        // No page of ours: bounded with those who come without script (threats row 7).
        if (!work.TryWithoutPage(http)) throw ApiError.TooMany();
        var answer = await hook.Ask(http, action.HookId, draft);
        if (answer is not SignUpAnswer.Allowed(var agreed))
            throw ApiError.NoPermission(((SignUpAnswer.Denied)answer).Sentence ?? "The account could not be made. An administrator knows why.");
        var next = relayState is null ? null : await http.RequestServices.GetRequiredService<ReturnAddresses>().Allowed(http.Org, relayState, ct);
        await signUps.BeginByMail(http.Org, language, agreed, await hashing.Hash(password, ct), next, ct);
        return ApiAnswers.Json(new JsonObject());
    }

    /// <summary>No app has sent anybody here, so it is the policy that every org has which decides.</summary>
    private static async Task<ProfileAction> Open(HttpContext http, SignUpRulebook rulebook) =>
        await rulebook.Of(http.Org, App.Home(http.Org), http.RequestAborted) is { Register: true } action ? action
            : throw ApiError.NoPermission("Sign up is not enabled for this organization.");

    private static string PolicyOf(HttpContext http) => SystemPolicies.IdOf(http.Org.Id, PolicyType.Profile);

    private static UserDraft DraftOf(JsonObject profile, Language language, MailReach reach)
    {
        try
        {
            return SignUpDraft.Of(AuthnEndpoints.Needed(profile, Email), AuthnEndpoints.Needed(profile, FirstName), AuthnEndpoints.Needed(profile, LastName),
                language, reach);
        }
        catch (RuleException rule)
        {
            // The name to sign in by is the address.
            throw ApiError.Validation(rule.Fields[0] == "login" ? Email : rule.Fields[0], [.. rule.Reasons]);
        }
    }

    private static JsonObject Text(string title, int longest, string? format = null)
    {
        var field = new JsonObject { ["type"] = "string", ["title"] = title, ["description"] = title, ["maxLength"] = longest };
        if (format is not null) field["format"] = format;
        return field;
    }

    /// <summary>With what Okta's widget looks at while it is typed: it shows each rule as it is described here, and translates none.</summary>
    private static JsonObject Secret(Language language, PasswordSettings settings)
    {
        var field = Text(language.Texts.Password, PasswordHashing.MaxLength);
        var rules = new JsonArray(new JsonObject { ["description"] = Words(PasswordRule.Length), ["minLength"] = settings.MinLength });
        void Add(PasswordRule rule, string format) => rules.Add(new JsonObject { ["description"] = Words(rule), ["format"] = format });
        void Some(PasswordRule rule, int least, string characters)
        {
            if (least > 0) Add(rule, $"({characters}.*){{{least}}}");
        }
        Some(PasswordRule.Number, settings.MinNumber, "[\\d]");
        Some(PasswordRule.Lower, settings.MinLower, "[a-z]");
        Some(PasswordRule.Upper, settings.MinUpper, "[A-Z]");
        Some(PasswordRule.Symbol, settings.MinSymbol, "[^a-zA-Z0-9]");
        if (settings.ExcludeLogin) Add(PasswordRule.Login, "^[#/userName]");
        foreach (var name in settings.ExcludedAttributes) Add(PasswordRule.Names, $"^[#/{name}]");
        field["allOf"] = rules;
        return field;

        string Words(PasswordRule rule) => PasswordWords.Of(rule, settings, language);
    }
}
