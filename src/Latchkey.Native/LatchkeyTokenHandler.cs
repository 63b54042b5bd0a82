using System.Net;
using System.Net.Http.Json;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>
/// Adds the access token of the default session to requests that go to the configured origins, and to no others. After a
/// <c>401</c> with <c>invalid_token</c> it refreshes and asks once more, when the content is held in memory and can be sent again;
/// so also after <see cref="LatchkeyOptions.OnStepUp"/> when the API wants a better sign-in (RFC 9470).
/// </summary>
public sealed class LatchkeyTokenHandler : DelegatingHandler
{
    private readonly LatchkeyClient? client;
    private readonly LatchkeySession? session;
    private readonly HashSet<string> origins;

    /// <summary>For the default session of a client, whoever that is when a request is sent.</summary>
    /// <param name="client">The client.</param>
    /// <param name="origins">Addresses of the APIs; scheme, host and port count. https, or http to this machine.</param>
    /// <exception cref="ArgumentException">An origin would send the token in the clear.</exception>
    public LatchkeyTokenHandler(LatchkeyClient client, params IEnumerable<Uri> origins) : this(origins) => this.client = client;

    /// <summary>For one session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="origins">Addresses of the APIs; scheme, host and port count. https, or http to this machine.</param>
    /// <exception cref="ArgumentException">An origin would send the token in the clear.</exception>
    public LatchkeyTokenHandler(LatchkeySession session, params IEnumerable<Uri> origins) : this(origins) => this.session = session;

    private LatchkeyTokenHandler(IEnumerable<Uri> origins) => this.origins = [.. origins.Select(o =>
        SecureAddress.IsAllowed(o) ? SecureAddress.Origin(o)
        : throw new ArgumentException($"A token may not be sent to '{o}': only https, or http to this machine.", nameof(origins)))];

    /// <summary>
    /// A handler chain ready for an <see cref="HttpClient"/>: this handler over one that reaches names under localhost.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="origins">Addresses of the APIs.</param>
    public static LatchkeyTokenHandler WithConnection(LatchkeyClient client, params IEnumerable<Uri> origins) =>
        new(client, origins) { InnerHandler = new SocketsHttpHandler { ConnectCallback = Localhost.ConnectAsync, UseCookies = false } };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!MayCarryToken(request) || request.Headers.Authorization is not null) return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        var sentTo = request.RequestUri;
        var current = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        if (current.IsStandIn)
        {
            await current.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        var stored = await current.FreshAsync(cancellationToken).ConfigureAwait(false);
        var answer = await AuthorizedAsync(request, current, stored, cancellationToken).ConfigureAwait(false);
        if (request.RequestUri == sentTo && CanBeSentAgain(request.Content) && StepUpChallenge.In(answer) is { } wanted)
        {
            if (await current.StepUpAsync(wanted, stored.AccessToken, cancellationToken).ConfigureAwait(false) is not var (steppedUp, stronger)) return answer;
            answer.Dispose();
            return await AuthorizedAsync(request, steppedUp, stronger, cancellationToken).ConfigureAwait(false);
        }
        if (answer.StatusCode != HttpStatusCode.Unauthorized || !CanBeSentAgain(request.Content)) return answer;
        // Handlers below may have followed a redirect, dropped the header and left the new address in the request: it is judged anew.
        var wasRedirected = request.RequestUri != sentTo;
        if (!MayCarryToken(request) || (!wasRedirected && Challenge.ErrorIn(answer) != OAuthError.InvalidToken)) return answer;

        var next = wasRedirected && Challenge.ErrorIn(answer) is null ? stored
            : await NewTokenAsync(current, stored.AccessToken, cancellationToken).ConfigureAwait(false);
        if (next is null) return answer;
        answer.Dispose();
        return await AuthorizedAsync(request, current, next, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// With the token and its proof; once more, silently, when the API hands out a nonce (RFC 9449 §9) or shows that the time of the proof was wrong.
    /// </summary>
    private async Task<HttpResponseMessage> AuthorizedAsync(HttpRequestMessage request, LatchkeySession session, StoredCredential stored, CancellationToken ct)
    {
        var sentTo = request.RequestUri;
        await session.AuthorizeAsync(request, stored, ct).ConfigureAwait(false);
        var answer = await base.SendAsync(request, ct).ConfigureAwait(false);
        if (!stored.IsBound || !session.LearnFrom(answer) || request.RequestUri != sentTo || !CanBeSentAgain(request.Content)) return answer;

        answer.Dispose();
        await session.AuthorizeAsync(request, stored, ct).ConfigureAwait(false);
        answer = await base.SendAsync(request, ct).ConfigureAwait(false);
        session.LearnFrom(answer);
        return answer;
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();      // else a synchronous call would go out without a token

    /// <summary>Null when there is none now: the API's own answer then tells the caller more than our failure would.</summary>
    private static async Task<StoredCredential?> NewTokenAsync(LatchkeySession session, string refused, CancellationToken ct)
    {
        try
        {
            return await session.ReplaceAsync(refused, ct).ConfigureAwait(false);
        }
        catch (SignInException e) when (e.Kind != SignInErrorKind.SessionExpired)
        {
            return null;
        }
    }

    private async Task<LatchkeySession> CurrentAsync(CancellationToken ct) =>
        session ?? await client!.GetSessionAsync(ct).ConfigureAwait(false) ?? throw SignInException.Expired("Nobody is signed in.");

    private bool MayCarryToken(HttpRequestMessage request) => request.RequestUri is { IsAbsoluteUri: true } uri && origins.Contains(SecureAddress.Origin(uri));

    /// <summary>A stream may have been read to its end; what lies in memory may be sent again.</summary>
    private static bool CanBeSentAgain(HttpContent? content) => content is null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent;
}
