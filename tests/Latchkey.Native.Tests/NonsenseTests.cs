using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Native.Tests;

/// <summary>Whatever a provider says where something else was due, the app sees a session or a <see cref="SignInException"/>, and never another exception.</summary>
public sealed class NonsenseTests : NativeTest
{
    /// <summary>As JSON. The last one is half a character: text by the letter of JSON, and none that can be read.</summary>
    private static readonly string?[] Values =
    [
        null, "null", "true", "-1", "1e308", "99999999999999", "99999999999999999999", "\"\"", "\"x\"", "\"a\\nb\"", "\"\\u0000\"", "\"https://[\"", "\"//x\"", "[]", "[null]", "{}", "\"@half@\"",
    ];

    public static TheoryData<string, string> Members
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (document, members) in ((string, string)[])
            [
                ("metadata", "issuer authorization_endpoint token_endpoint userinfo_endpoint jwks_uri revocation_endpoint end_session_endpoint device_authorization_endpoint pushed_authorization_request_endpoint authorization_response_iss_parameter_supported dpop_signing_alg_values_supported require_pushed_authorization_requests id_token_signing_alg_values_supported"),
                ("tokens", "token_type expires_in access_token refresh_token id_token scope device_secret"),
                ("claims", "iss sub aud exp iat auth_time nonce at_hash azp name preferred_username email amr nbf ds_hash"),
                ("header", "alg kid typ crit jwk"),
                ("userinfo", "sub name email address updated_at"),
                ("device", "device_code user_code verification_uri verification_uri_complete expires_in interval"),
                ("error", "error error_description error_uri"),
                ("key", "kty kid use alg n e crv x y"),
            ])
                foreach (var member in members.Split(' ')) data.Add(document, member);
            return data;
        }
    }

    [Theory, MemberData(nameof(Members))]
    [Trait("Speed", "slow")]
    public async Task Nonsense_is_a_session_or_a_SignInException(string document, string member)
    {
        foreach (var value in Values) await Says(document, member, value);
    }

    /// <summary>Those of the table that once were another exception, or none that says anything.</summary>
    [Theory]
    [InlineData("claims", "auth_time", "99999999999999"), InlineData("claims", "auth_time", "-99999999999999"), InlineData("tokens", "access_token", "null"), InlineData("tokens", "access_token", "\"a\\nb\"")]
    [InlineData("tokens", "token_type", "null"), InlineData("metadata", "issuer", "null"), InlineData("userinfo", "name", "\"@half@\""), InlineData("device", "user_code", "null")]
    public async Task So_is_what_once_was_not(string document, string member, string value) => await Says(document, member, value);

    private async Task Says(string document, string member, string? value)
    {
        void Put(JsonObject into)
        {
            if (value is null) into.Remove(member);
            else into[member] = JsonNode.Parse(value);
        }
        Action<JsonObject>? At(string place) => document == place ? Put : null;
        (Provider.ChangesMetadata, Provider.ChangesTokenAnswer, Provider.ChangesUserInfo, Provider.ChangesDeviceAnswer) = (At("metadata"), At("tokens"), At("userinfo"), At("device"));
        (Provider.ChangesIdToken, Provider.ChangesIdTokenHeader, Provider.OnGrant, Provider.OnKeys) = (At("claims"), At("header"), null, null);
        if (document == "error")
        {
            var error = ScriptedProvider.Error("invalid_grant");
            Put(error);
            Provider.OnGrant = _ => (400, error.DeepClone().AsObject());
        }
        if (document == "key") Provider.OnKeys = async http =>
        {
            var key = SigningKey.Shared.ToJwk();
            Put(key);
            await http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray(key) }.ToJsonString());
            return true;
        };
        await using var app = new LatchkeyClient(Options(value));
        await Lives(app, $"{document} {member} {value ?? "absent"}");
    }

    /// <summary>Whole bodies that are none.</summary>
    [Theory]
    [InlineData(""), InlineData("null"), InlineData("[]"), InlineData("5"), InlineData("\"x\""), InlineData("{"), InlineData("<html>"), InlineData("{\"access_token\":\"\\ud800\",\"token_type\":\"Bearer\"}")]
    [InlineData("{\"error\":{\"code\":5}}"), InlineData("{\"error\":\"\\ud800\"}"), InlineData("\ufeff{}"), InlineData("{\"a\":1,\"a\":2}")]
    public async Task So_is_a_body_that_is_none(string body)
    {
        foreach (var status in (int[])[200, 204, 302, 400, 401, 403, 418, 500])
        {
            await using var app = new LatchkeyClient(Options(status.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Provider.AnswersNextTokenRequest(status, body);
            await Lives(app, $"{status} {body}");
        }
    }

    private LatchkeyOptions Options(string? part)
    {
        var options = Options();
        options.DataDirectory = Path.Combine(Folder, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(part ?? "absent")));
        options.HttpHandler = new HalfCharacters();
        return options;
    }

    /// <summary>Signs in, asks for everything there is, refreshes, signs out.</summary>
    private static async Task Lives(LatchkeyClient app, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        LatchkeySession? session = null;
        await Is(async () => session = await app.SignInAsync(cancellationToken: patience.Token));
        session ??= await Found();
        await Is(async () => await app.StartDeviceSignInAsync(cancellationToken: patience.Token));
        await Is(async () => await app.TrySilentSignInAsync(cancellationToken: patience.Token));
        if (session is null) return;
        await Is(() => Task.FromResult((session.User.Name, session.User.Email, session.User.AuthenticatedAt, session.User["address"], session.Scopes.Count)));
        await Is(() => session.GetAccessTokenAsync(patience.Token));
        await Is(() => session.GetAccessTokenExpiryAsync(patience.Token));
        await Is(() => session.GetIdTokenAsync(patience.Token));
        await Is(() => session.GetUserInfoAsync(patience.Token));
        await Is(() => session.LoadUserInfoAsync(patience.Token));
        await Is(() => Task.FromResult(session.User.Name));
        await Is(() => session.RefreshAsync(patience.Token));
        await Is(() => session.SignOutAsync(SignOutReach.AppOnly, patience.Token));

        async Task<LatchkeySession?> Found()
        {
            LatchkeySession? found = null;
            await Is(async () => found = await app.GetSessionAsync(patience.Token));
            return found;
        }
        async Task Is(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (SignInException named)
            {
                named.Kind.ShouldNotBe(SignInErrorKind.Unexpected, $"{what}: {named.Message}");
            }
            catch (Exception other)
            {
                throw new InvalidOperationException($"{what}: {other.GetType().Name} {other.Message}", other);
            }
        }
    }

    /// <summary>A line on which a mark becomes half a character: no JSON library writes one.</summary>
    private sealed class HalfCharacters() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!text.Contains("@half@", StringComparison.Ordinal)) return answer;
            answer.Content = new StringContent(text.Replace("@half@", "\\ud800", StringComparison.Ordinal), new MediaTypeHeaderValue("application/json"));
            return answer;
        }
    }
}
