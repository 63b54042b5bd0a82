using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

/// <summary>GET and POST /admin/hooks/inline/{id}/preview: sends the hook what is typed and shows what it says; nothing comes of it. Contract §3.11.</summary>
internal static class InlinePreviewEndpoint
{
    public const string Body = "body";

    private const int Longest = 100_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IResult> Show(HttpContext http, string hookId, InlineHooks hooks) =>
        await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is { } hook ? Of(http, hook, FormState.Of([new(Body, Example(hook))]), null)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Send(HttpContext http, string hookId, InlineHooks hooks, InlineHookCalls calls)
    {
        if (await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is not { } hook) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed[Body].Length > Longest || HookAnswer.Parse(System.Text.Encoding.UTF8.GetBytes(typed[Body])) is not { } body)
            return Of(http, hook, typed.With(Body, "must be a JSON object"), null, StatusCodes.Status400BadRequest);
        return Of(http, hook, typed, await calls.Preview(hook, body, http.RequestAborted));
    }

    /// <summary>Of the kind that a hook of its type is asked.</summary>
    private static string Example(InlineHook hook)
    {
        JsonObject data = hook.Type switch
        {
            InlineHookType.Token => new()
            {
                ["identity"] = new JsonObject { ["claims"] = new JsonObject { ["sub"] = "00u1", ["name"] = "Ann Arbor" } },
                ["access"] = new JsonObject { ["claims"] = new JsonObject { ["sub"] = "ann@example.com", ["scp"] = new JsonArray("openid") } },
            },
            InlineHookType.Password => new()
            {
                ["context"] = new JsonObject { ["credential"] = new JsonObject { ["username"] = "ann@example.com", ["password"] = "not a real one" } },
                ["action"] = new JsonObject { ["credential"] = "UNVERIFIED" },
            },
            _ => new()
            {
                ["userProfile"] = new JsonObject
                {
                    ["login"] = "ann@example.com", ["email"] = "ann@example.com", ["firstName"] = "Ann",
                    ["lastName"] = "Arbor"
                },
                ["action"] = "ALLOW",
            },
        };
        return new JsonObject { ["eventType"] = hook.Type, ["eventTypeVersion"] = "1.0", ["data"] = data }.ToJsonString(Readable);
    }

    private static Page Of(HttpContext http, InlineHook hook, FormState form, HookAnswer? answer, int status = StatusCodes.Status200OK) =>
        Page.Of(new InlinePreviewPage
        {
            Frame = http.Frame(ConsoleSection.InlineHooks), Hook = hook, Form = form, IsAnswered = answer is not null,
            Said = answer is HookAnswer.Said(var said) ? said.ToJsonString(Readable) : null, Failed = answer is HookAnswer.Failed(var reason) ? reason : null,
        }, status);
}
