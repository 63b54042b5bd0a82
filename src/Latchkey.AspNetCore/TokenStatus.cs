using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.Extensions.Logging;

namespace Latchkey.AspNetCore;

/// <summary>What the issuer says of a token now, remembered for a short while. RFC 7662.</summary>
internal sealed class TokenStatus(LatchkeyIntrospection settings, IssuerMetadata metadata, HttpClient http, TimeProvider clock, ILogger log)
{
    /// <summary>As many answers as are remembered; beyond it all are asked for anew.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<Remembered>>> answers = new(StringComparer.Ordinal);
    private Uri? endpoint;

    /// <summary>The members of the answer; null when the token is not active. Callers with one token share one question.</summary>
    public async Task<JsonElement?> Of(string token, CancellationToken ct)
    {
        // The key is a digest: a dump of this process's memory should not be a list of tokens.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        for (; ; )
        {
            var asked = answers.GetOrAdd(key, _ => new Lazy<Task<Remembered>>(() => Task.Run(() => Ask(token))));
            Remembered answer;
            try
            {
                answer = await asked.Value.WaitAsync(ct);
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                answers.TryRemove(KeyValuePair.Create(key, asked));
                throw;
            }
            if (answer.Until > clock.GetUtcNow()) return answer.Members;
            var fresh = answers.TryRemove(KeyValuePair.Create(key, asked)) && settings.CacheFor <= TimeSpan.Zero;
            if (fresh) return answer.Members;      // asked just now, and not to be kept
        }
    }

    private async Task<Remembered> Ask(string token)
    {
        try
        {
            if (answers.Count > MostRemembered) answers.Clear();
            endpoint ??= metadata.Require((await metadata.Fetch()).IntrospectionEndpoint, "introspection_endpoint");
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Content = new FormUrlEncodedContent([new(Parameter.Token, token), new(Parameter.TokenTypeHint, Parameter.AccessToken)]),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}")));
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidDataException($"{endpoint} answered {(int)answer.StatusCode}{Hint(answer.StatusCode)}");

            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var members = document.RootElement.Clone();
            var active = members.ValueKind == JsonValueKind.Object && members.TryGetProperty("active", out var says) && says.ValueKind == JsonValueKind.True;
            return new Remembered(active ? members : null, clock.GetUtcNow() + settings.CacheFor);
        }
        catch (Exception cause) when (cause is HttpRequestException or InvalidDataException or JsonException or TaskCanceledException)
        {
            log.LogError("The issuer could not be asked about a token: {Reason}", cause.Message);
            throw BearerException.IssuerUnavailable(cause);
        }
    }

    private static string Hint(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest ? "; are the client id and the secret of Introspection right?" : "";

    private sealed record Remembered(JsonElement? Members, DateTimeOffset Until);
}
