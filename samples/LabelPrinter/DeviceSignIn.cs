using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace LabelPrinter;

/// <summary>Signs a device in by a code that somebody types on another one (RFC 8628), and keeps its access token fresh.</summary>
internal sealed partial class DeviceSignIn(SampleSettings settings, Connection connection, TimeProvider clock, ILogger<DeviceSignIn> log)
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private Tokens? tokens;
    private DateTimeOffset endsAt;

    /// <summary>An access token that still counts: the one we have, a refreshed one, or, when that is over, one after a new sign-in.</summary>
    public async Task<string> AccessToken(CancellationToken ct)
    {
        if (tokens is not null && clock.GetUtcNow() < endsAt - Early) return tokens.AccessToken!;
        if (tokens?.RefreshToken is { } refreshToken)
        {
            var refreshed = await Post<Tokens>("/v1/token", ct, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));
            if (refreshed.Error is null) return Keep(refreshed);
            if (refreshed.Error != "invalid_grant") throw new HttpRequestException($"Refreshing failed: {refreshed.Error}");
            log.SignedOut();
        }
        return Keep(await SignIn(ct));
    }

    private async Task<Tokens> SignIn(CancellationToken ct)
    {
        while (true)
        {
            var device = await Post<Device>("/v1/device/authorize", ct, ("scope", "openid profile offline_access"));
            if (device.Error is not null) throw new InvalidOperationException($"{device.Error}: {device.ErrorDescription}");
            log.Asks(device.VerificationUri!, device.UserCode!, device.VerificationUriComplete!);

            var interval = device.Interval;
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(interval), clock, ct);
                var answer = await Post<Tokens>("/v1/token", ct, ("grant_type", DeviceGrant), ("device_code", device.DeviceCode!));
                if (answer.Error is null) return answer;
                if (answer.Error == "slow_down") interval += 5;
                else if (answer.Error is "expired_token") break;                // nobody came: show a new code
                else if (answer.Error != "authorization_pending") throw new InvalidOperationException($"{answer.Error}: {answer.ErrorDescription}");
            }
        }
    }

    private string Keep(Tokens fresh)
    {
        (tokens, endsAt) = (fresh, clock.GetUtcNow().AddSeconds(fresh.ExpiresIn));
        return fresh.AccessToken!;
    }

    private async Task<T> Post<T>(string path, CancellationToken ct, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent([new("client_id", settings.ClientId), .. form.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        using var answer = await connection.Http.PostAsync(new Uri(settings.Issuer + path), content, ct);
        return (await answer.Content.ReadFromJsonAsync<T>(ct))!;
    }

    private sealed class Device
    {
        [JsonPropertyName("device_code")] public string? DeviceCode { get; init; }
        [JsonPropertyName("user_code")] public string? UserCode { get; init; }
        [JsonPropertyName("verification_uri")] public string? VerificationUri { get; init; }
        [JsonPropertyName("verification_uri_complete")] public string? VerificationUriComplete { get; init; }
        [JsonPropertyName("interval")] public int Interval { get; init; } = 5;
        [JsonPropertyName("error")] public string? Error { get; init; }
        [JsonPropertyName("error_description")] public string? ErrorDescription { get; init; }
    }

    private sealed class Tokens
    {
        [JsonPropertyName("access_token")] public string? AccessToken { get; init; }
        [JsonPropertyName("refresh_token")] public string? RefreshToken { get; init; }
        [JsonPropertyName("expires_in")] public int ExpiresIn { get; init; }
        [JsonPropertyName("error")] public string? Error { get; init; }
        [JsonPropertyName("error_description")] public string? ErrorDescription { get; init; }
    }
}
