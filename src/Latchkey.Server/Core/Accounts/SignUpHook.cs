using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// Asks the hook that a rule for sign-ups names, before anything is written and before a code is mailed. As with Okta, one that gives no answer lets nobody in:
/// it is there to keep people out. Contract §3.11, registration.
/// </summary>
internal sealed class SignUpHook(InlineHooks hooks, InlineHookCalls calls, ProfileSchemas schemas, MailReach reach)
{
    private const string Allow = "ALLOW", Deny = "DENY";
    private const int LongestSentence = 300;

    /// <summary>An account is made for an address that is proven, and this is the name it has.</summary>
    private static readonly string[] Kept = ["login", "email"];

    public async Task<SignUpAnswer> Ask(HttpContext http, string? hookId, UserDraft draft)
    {
        if (hookId is null || await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is not { Active: true, Type: InlineHookType.Registration } hook)
            return new SignUpAnswer.Allowed(draft);
        var question = new HookQuestion($"{http.Org.Url}/api/v1/inlineHooks/{hook.Id}", Data(http, draft), "self.service.registration");
        var answer = await calls.Ask(http.Org, hook, question, http.RequestAborted);
        if (answer is HookAnswer.Silence) return new SignUpAnswer.Allowed(draft);
        if (answer is not HookAnswer.Said(var said)) return new SignUpAnswer.Denied(null);
        if (said["error"] is JsonObject { Count: > 0 } error) return new SignUpAnswer.Denied(Sentence(error));
        if (HookAnswer.Actions(said, "registration").Contains(Deny)) return new SignUpAnswer.Denied(null);
        try
        {
            return new SignUpAnswer.Allowed(await With(HookAnswer.Commands(said, "com.okta.user.profile.update"), draft, http));
        }
        catch (RuleException broken)
        {
            await calls.Failed(http.Org, hook, broken.Message);
            return new SignUpAnswer.Denied(null);
        }
    }

    /// <exception cref="RuleException">The hook wants a profile that nobody may have.</exception>
    private async Task<UserDraft> With(IReadOnlyList<JsonObject> updates, UserDraft draft, HttpContext http)
    {
        if (updates.Count == 0) return draft;
        var profile = draft.Profile.DeepClone().AsObject();
        foreach (var (name, value) in updates.SelectMany(update => update))
        {
            if (Kept.Contains(name)) throw new RuleException(name, "is the address that is proven, and not a hook's to change");
            profile[name] = value?.DeepClone();
        }
        var schema = await schemas.OfUsers(http.Org.Id, http.RequestAborted);
        return schema.Unique.FirstOrDefault(property => profile[property.Name] is not null) is { } unique
            ? throw new RuleException(unique.Name, "is of one person alone, and given by nobody who does not see them all")
            : UserDraft.Of(profile, schema, reach);
    }

    private static JsonObject Data(HttpContext http, UserDraft draft)
    {
        var request = LogRequest.Of(http)!;
        return new()
        {
            ["context"] = new JsonObject
            {
                ["request"] = new JsonObject
                {
                    ["id"] = request.Id, ["method"] = http.Request.Method, ["url"] = new JsonObject { ["value"] = http.Org.Url + request.Path },
                    ["ipAddress"] = request.Ip,
                },
            },
            ["userProfile"] = draft.Profile.DeepClone(),
            ["action"] = Allow,
        };
    }

    /// <summary>In one line, and no longer than a page has room for.</summary>
    private static string? Sentence(JsonObject error)
    {
        var causes = (error["errorCauses"] as JsonArray)?.OfType<JsonObject>().Select(cause => cause["errorSummary"]).OfType<JsonValue>();
        var said = causes?.FirstOrDefault()?.ToString() ?? error["errorSummary"]?.ToString();
        return string.IsNullOrWhiteSpace(said) ? null : LogText.Line(said.Length <= LongestSentence ? said : said[..LongestSentence]);
    }
}
