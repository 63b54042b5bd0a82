using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Calls the hooks of an org, each with what its channel says, by the one guarded client. Threats row 10.</summary>
internal sealed class HookCalls(OutgoingHttp outgoing, HookTokens tokens, TimeProvider clock)
{
    /// <summary>For everything together, a token included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Whatever answers, also a refusal or a redirect.</summary>
    /// <exception cref="OutgoingException">Nothing acceptable did in time.</exception>
    public Task<OutgoingAnswer> Post(HookTarget hook, byte[] json, CancellationToken ct, params IReadOnlyList<HookHeader> more) =>
        InTime(hook, ct => Send(hook,
        new OutgoingRequest(HttpMethod.Post, hook.Channel.Uri)
        {
            Accept = "application/json", Json = json, Headers = [.. more.Select(header => KeyValuePair.Create(header.Key, header.Value))], Deadline = Deadline,
        }, ct), ct);

    /// <summary>Asks with a header more.</summary>
    /// <exception cref="OutgoingException">Nothing acceptable answered in time.</exception>
    public Task<OutgoingAnswer> Get(HookTarget hook, HookHeader more, CancellationToken ct) => InTime(hook, ct => Send(hook,
        new OutgoingRequest(HttpMethod.Get, hook.Channel.Uri) { Accept = "application/json", Headers = [new(more.Key, more.Value)], Deadline = Deadline },
        ct), ct);

    private async Task<OutgoingAnswer> Send(HookTarget hook, OutgoingRequest request, CancellationToken ct)
    {
        var answer = await outgoing.Send(await WithHeaders(hook, request, ct), ct);
        if (hook.Channel.OAuth is null || answer.Status != 401) return answer;
        // Perhaps it no longer takes a token that it took: once more with a fresh one.
        tokens.Forget(hook);
        return await outgoing.Send(await WithHeaders(hook, request, ct), ct);
    }

    private async Task<OutgoingRequest> WithHeaders(HookTarget hook, OutgoingRequest request, CancellationToken ct)
    {
        var headers = request.Headers.Concat(hook.Channel.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value))).ToList();
        if (hook.Channel.OAuth is { } client) headers.Add(new("Authorization", $"Bearer {(await tokens.For(hook, client, ct)).Value}"));
        else if (hook.Channel.AuthHeader is { } name && hook.Secret is { } secret) headers.Add(new(name, secret.Value));
        return request with { Headers = headers };
    }

    private async Task<OutgoingAnswer> InTime(HookTarget hook, Func<CancellationToken, Task<OutgoingAnswer>> call, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            return await call(both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OutgoingException($"{hook.Channel.Uri} did not answer within {Deadline.TotalSeconds} seconds.");
        }
    }
}
