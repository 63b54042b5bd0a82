using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Latchkey.Native.Proofs;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>Talks to the provider and turns every way that can fail into one <see cref="SignInException"/>.</summary>
internal sealed class ProviderHttp : IDisposable
{
    private readonly HttpClient http;
    private readonly ServerTime time;
    private readonly Nonces nonces;

    public ProviderHttp(HttpMessageHandler? handler, ServerTime time, Nonces nonces)
    {
        (this.time, this.nonces) = (time, nonces);
        http = new HttpClient(handler ?? SecureAddress.NewHandler(), disposeHandler: handler is null)
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Latchkey.Native", typeof(ProviderHttp).Assembly.GetName().Version?.ToString(3)));
    }

    public Task<byte[]> GetAsync(Uri address, string? accessToken, CancellationToken ct) => GetAsync(address, accessToken, null, ct);

    /// <summary>With a key, the token goes as a bound one with a proof. RFC 9449 §7.1.</summary>
    public async Task<byte[]> GetAsync(Uri address, string? accessToken, ProofKey? key, CancellationToken ct)
    {
        using var answer = await SendAsync(async () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (accessToken is not null) request.Headers.Authorization = new(key is null ? "Bearer" : DPoPProof.Header, accessToken);
            if (key is not null) await key.ProveAsync(request, accessToken, ct).ConfigureAwait(false);
            return request;
        }, key is not null, once: false, ct).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw await RefusalAsync(answer, ct).ConfigureAwait(false);
        return await BodyAsync(answer, ct).ConfigureAwait(false);
    }

    public Task<byte[]> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct) => PostAsync(address, form, null, ct);

    /// <summary>
    /// With a key, a proof goes along and the tokens in the answer are bound to it. RFC 9449 §5. Once: not sent again when it may have arrived.
    /// </summary>
    public async Task<byte[]> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> form, ProofKey? key, CancellationToken ct, bool once = false)
    {
        using var answer = await SendAsync(async () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            if (key is not null) await key.ProveAsync(request, null, ct).ConfigureAwait(false);
            return request;
        }, key is not null, once, ct).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw await RefusalAsync(answer, ct).ConfigureAwait(false);
        return await BodyAsync(answer, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Of /idp/idx, where a refusal is a document like any other, whatever its status; not what a proxy, a limit or a broken server says in its place.
    /// </summary>
    public async Task<byte[]> PostDocumentAsync(Uri address, byte[] json, Func<byte[], bool> isDocument, bool once, CancellationToken ct)
    {
        using var answer = await SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(json) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Accept.ParseAdd("application/ion+json; okta-version=1.0.0");
            return Task.FromResult(request);
        }, isProven: false, once, ct).ConfigureAwait(false);
        var body = await BodyAsync(answer, ct).ConfigureAwait(false);
        var isAnswer = answer.IsSuccessStatusCode || (int)answer.StatusCode is >= 400 and < 500 && isDocument(body);
        return isAnswer ? body : throw await RefusalAsync(answer, ct).ConfigureAwait(false);
    }

    public static T Read<T>(byte[] json, JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw SignInException.Untrusted($"{what} is not what the specification says: {e.Message}", e);
        }
    }

    /// <summary>
    /// One repeat at once when the connection breaks: for a refresh that is how a lost answer is asked for again,
    /// for a code it cannot do harm, since without the answer the sign-in is lost anyway.
    /// </summary>
    private async Task<HttpResponseMessage> SendAsync(Func<Task<HttpRequestMessage>> request, bool isProven, bool once, CancellationToken ct)
    {
        var mayProveAgain = isProven;
        for (var attempt = 1; ; attempt++)
        {
            using var message = await request().ConfigureAwait(false);  // made anew each time: no proof is shown twice
            try
            {
                var answer = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct).ConfigureAwait(false);
                var isNews = nonces.Learn(answer) | time.Learn(answer);
                if (!mayProveAgain || !isNews || !await WantsOtherProofAsync(answer, ct).ConfigureAwait(false)) return answer;
                mayProveAgain = false;      // once, silently. RFC 9449 §8
                attempt--;
                answer.Dispose();
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
            {
                throw SignInException.Untrusted($"{Place(message)} answered more than a megabyte.", e);
            }
            catch (HttpRequestException e) when (attempt > 1
            || e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError || (once && !NeverArrived(e)))
            {
                var unreachable = SignInException.Network(e.HttpRequestError == HttpRequestError.SecureConnectionError
                    ? $"The certificate of {Place(message)} is not trusted here: {e.InnerException?.Message ?? e.Message}"
                    : $"{Place(message)} cannot be reached: {e.Message}", e);
                unreachable.ChangedNothing = NeverArrived(e);
                throw unreachable;
            }
            catch (HttpRequestException)
            {
                // once more
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                throw SignInException.Network($"{Place(message)} did not answer in {http.Timeout.TotalSeconds:0} seconds.", e);
            }
            catch (Exception e) when (e is not SignInException and not OperationCanceledException and not HttpRequestException)
            {
                // LatchkeyOptions.HttpHandler: a circuit breaker, a proxy, a recorder of the app's own.
                throw SignInException.Network($"{Place(message)} cannot be reached: {e.GetType().Name}: {e.Message}", e);
            }
        }
    }

    /// <summary>There was no connection that anything could have been sent on.</summary>
    private static bool NeverArrived(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;

    /// <summary>One with the nonce just learnt, or on the time just learnt.</summary>
    private static async Task<bool> WantsOtherProofAsync(HttpResponseMessage answer, CancellationToken ct) =>
        !answer.IsSuccessStatusCode && ErrorOf(await BodyAsync(answer, ct).ConfigureAwait(false), answer)?.Error is OAuthError.UseDPoPNonce
            or OAuthError.InvalidDPoPProof;

    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken ct) =>
        await answer.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);

    private async Task<SignInException> RefusalAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var place = Place(answer.RequestMessage!);
        var error = ErrorOf(await BodyAsync(answer, ct).ConfigureAwait(false), answer);
        var said = error is null ? "" : $": {error.Error}{(error.ErrorDescription is { } words ? $" ({words})" : "")}";
        var refusal = (int)answer.StatusCode switch
        {
            // Some providers put invalid_grant in the body of a 429: it is the status that counts.
            429 => new SignInException(SignInErrorKind.RateLimited, $"{place} asks to wait{said}")
            {
                IsTransient = true, OAuthError = error?.Error,
                RetryAfter = RetryAfter(answer)
            },
            >= 500 => new SignInException(SignInErrorKind.Server, $"{place} failed with {(int)answer.StatusCode}{said}")
            {
                IsTransient = true,
                OAuthError = error?.Error, RetryAfter = RetryAfter(answer)
            },
            >= 300 and < 400 => SignInException.Untrusted($"{place} redirects to {answer.Headers.Location}; endpoints of a provider do not."),
            404 => new SignInException(SignInErrorKind.Misconfigured, $"{place} does not exist{said}")
            {
                OAuthError = error?.Error,
                Hint = "Compare the issuer with the one your provider shows."
            },
            _ => Refusals.Of(error?.Error, $"{place} refused with {(int)answer.StatusCode}{said}"),
        };
        refusal.ChangedNothing = true;
        return refusal;
    }

    /// <summary>The error of a JSON body (RFC 6749 §5.2), or of the challenge (RFC 6750 §3).</summary>
    private static ErrorResponse? ErrorOf(byte[] body, HttpResponseMessage answer)
    {
        try
        {
            if (body.Length > 0 && body[0] == '{') return JsonSerializer.Deserialize(body, ProtocolJson.Default.ErrorResponse);
        }
        catch (JsonException)
        {
            // Not an OAuth error: the status has to do.
        }
        return Challenge.ErrorIn(answer) is { } error ? new ErrorResponse { Error = error } : null;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter is { } header) return header.Delta ?? header.Date - time.Now;
        // Okta says when the window ends, in seconds since 1970.
        return answer.Headers.TryGetValues("x-rate-limit-reset", out var values) && long.TryParse(values.First(), out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, (DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253402300799)) - time.Now).TotalSeconds)) : null;
    }

    private static string Place(HttpRequestMessage request) => request.RequestUri!.GetLeftPart(UriPartial.Path);

    public void Dispose() => http.Dispose();
}
