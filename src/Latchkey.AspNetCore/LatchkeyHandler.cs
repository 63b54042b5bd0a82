using System.Globalization;
using System.Text.Encodings.Web;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Latchkey.AspNetCore;

/// <summary>Authenticates a request by its bearer token, and says what is missing when it may not pass. RFC 6750.</summary>
internal sealed class LatchkeyHandler(IOptionsMonitor<LatchkeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<LatchkeyOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            if (BearerHeader.Token(Request) is not { } token) return AuthenticateResult.NoResult();

            var caller = await Options.AccessTokens.Check(token, Request, Context.RequestAborted);
            var properties = new AuthenticationProperties();
            properties.StoreTokens([new() { Name = Parameter.AccessToken, Value = token.Token }]);      // for HttpContext.GetTokenAsync
            return AuthenticateResult.Success(new AuthenticationTicket(caller, properties, Scheme.Name));
        }
        catch (BearerException refusal)
        {
            if (refusal.Status == StatusCodes.Status503ServiceUnavailable) Logger.LogWarning(refusal.InnerException, "{Reason}", refusal.Message);
            else Logger.LogInformation("Credentials refused: {Error} {Reason}", refusal.Error, refusal.Message);
            return AuthenticateResult.Fail(refusal);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = (await HandleAuthenticateOnceSafeAsync()).Failure as BearerException;
        if (refusal?.Status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = IssuerKeys.AfterFailure.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            await Answer(refusal.Status, null, refusal.Message);
            return;
        }

        // RFC 6750 §3.1: a request without credentials is told which to bring, and no error.
        if (refusal?.Error == OAuthError.UseDPoPNonce) Response.Headers[DPoPProof.NonceHeader] = Options.AccessTokens.NewNonce();
        Challenge.Append(Response, Options, refusal?.Error, refusal?.Message, scheme: AskedScheme(refusal));
        await Answer(refusal?.Status ?? StatusCodes.Status401Unauthorized, refusal?.Error,
            refusal?.Message ?? "This needs an access token: send 'Authorization: Bearer' and the token.");
    }

    /// <summary>A proof is asked for where only a proof will do, and where one was wrong. RFC 9449 §7.1.</summary>
    private string AskedScheme(BearerException? refusal) =>
        Options.DPoP == DPoPUse.Required || refusal?.Error is OAuthError.InvalidDPoPProof or OAuthError.UseDPoPNonce ? DPoPProof.Header : "Bearer";

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<MissingScopes>() is { } missing)
        {
            var description = $"The token lacks the scope {string.Join(' ', missing.Missing)}.";
            Challenge.Append(Response, Options, OAuthError.InsufficientScope, description, [("scope", string.Join(' ', missing.Required))]);
            await Answer(StatusCodes.Status403Forbidden, OAuthError.InsufficientScope, description);
        }
        else if (Context.Features.Get<MissingSignIn>() is { } stronger) await AskToSignInAgain(stronger);
        else await Answer(StatusCodes.Status403Forbidden, null, "The token is valid, but does not allow this.");
    }

    /// <summary>401, not 403: another sign-in of the same person can help. RFC 9470 §3.</summary>
    private Task AskToSignInAgain(MissingSignIn stronger)
    {
        const string description = "This needs a stronger or more recent sign-in.";
        Challenge.Append(Response, Options, OAuthError.InsufficientUserAuthentication, description,
            [
                ("acr_values", stronger.AcrValues.Count == 0 ? null : string.Join(' ', stronger.AcrValues)),
                ("max_age", stronger.MaxAge?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            ]);
        return Answer(StatusCodes.Status401Unauthorized, OAuthError.InsufficientUserAuthentication, description);
    }

    private Task Answer(int status, string? error, string detail) => TypedResults.Problem(
        statusCode: status, detail: detail, extensions: error is null ? null : new Dictionary<string, object?> { ["error"] = error }).ExecuteAsync(Context);
}
