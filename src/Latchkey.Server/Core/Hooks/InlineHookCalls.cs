using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Asks inline hooks. Whatever they do, somebody waits: an answer comes within the deadline, or is a failure of which the log tells.</summary>
internal sealed class InlineHookCalls(HookCalls calls, InlineHooks hooks, SystemLog log, TimeProvider clock)
{
    /// <param name="org">Whose hook it is.</param>
    /// <param name="hook">Which.</param>
    /// <param name="question">What it is asked.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<HookAnswer> Ask(Org org, InlineHook hook, HookQuestion question, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["eventId"] = Secrets.New(),
            ["eventTime"] = ApiJson.Date(clock.Now),
            ["eventType"] = hook.Type,
            ["eventTypeVersion"] = "1.0",
            ["cloudEventVersion"] = "0.1",
            ["contentType"] = ApiAnswers.JsonType,
            ["source"] = question.Source,
            ["data"] = question.Data,
        };
        if (question.RequestType is { } type) body["requestType"] = type;
        var answer = await Send(hook, body, ct);
        if (answer is HookAnswer.Failed(var reason)) await Failed(org, hook, reason);
        return answer;
    }

    /// <summary>Asks it this, and nothing comes of it.</summary>
    public Task<HookAnswer> Preview(InlineHook hook, JsonObject body, CancellationToken ct) => Send(hook, body, ct);

    /// <summary>Its answer was none that can be used.</summary>
    public ValueTask Failed(Org org, InlineHook hook, string reason) => log.Record(org, null, HookEvents.Failed(hook, LogText.Short(reason)));

    private async Task<HookAnswer> Send(InlineHook hook, JsonObject body, CancellationToken ct)
    {
        var target = new HookTarget(hook.OrgId, hook.Id, hook.Channel, hooks.SecretOf(hook), hook.UpdatedAt);
        try
        {
            var answer = await calls.Post(target, Encoding.UTF8.GetBytes(body.ToJsonString()), ct);
            return answer switch
            {
                { Status: 204 } or { Status: 200, Body.Length: 0 } => HookAnswer.Nothing,
                { Status: 200 } when HookAnswer.Parse(answer.Body) is { } said => new HookAnswer.Said(said),
                { Status: 200 } => new HookAnswer.Failed("The hook answered with something else than a JSON object."),
                _ => new HookAnswer.Failed($"The hook answered {answer.Status}."),
            };
        }
        catch (OutgoingException failed)
        {
            return new HookAnswer.Failed(failed.Message);
        }
    }
}
