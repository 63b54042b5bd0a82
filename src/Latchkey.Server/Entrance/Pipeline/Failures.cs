using System.Diagnostics;
using Latchkey.Protocol;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>The one place where a refusal or a fault becomes an answer.</summary>
internal sealed class Failures(RequestDelegate next, Outage outage, RequestTimes times, ILogger<Failures> log)
{
    /// <summary>How soon it is worth asking a database again that did not answer.</summary>
    private const int OutageSeconds = 5;

    public async Task Invoke(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await Answered(http);
        }
        catch (DatabaseUnavailableException unavailable) when (!http.Response.HasStarted)
        {
            outage.Tell(unavailable);
            await Later(http, OutageSeconds, "The server cannot reach its database at the moment. Please try again in a few seconds.");
        }
        finally
        {
            times.Add(http.GetEndpoint(), Stopwatch.GetElapsedTime(began));
        }
    }

    private async Task Answered(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response.HasStarted) return;
            if (http.Response.StatusCode == 405) await AnswerUnrouted(http, 405);
            else if (http.Response.StatusCode == 404 && http.GetEndpoint() is null) await AnswerUnrouted(http, 404);
        }
        catch (OAuthException refusal) when (!http.Response.HasStarted)
        {
            Tell(http, refusal);
            await Record(http, refusal);
            await Answer(http, refusal);
        }
        catch (ApiError refusal) when (!http.Response.HasStarted)
        {
            await Answer(http, refusal);
        }
        catch (RuleException broken) when (!http.Response.HasStarted)
        {
            await Refuse(http, broken);
        }
        catch (BuiltInException stays) when (!http.Response.HasStarted)
        {
            await Refuse(http, stays);
        }
        catch (BeyondException beyond) when (!http.Response.HasStarted)
        {
            await Refuse(http, beyond);
        }
        catch (StandingException standing) when (!http.Response.HasStarted)
        {
            await Refuse(http, standing);
        }
        catch (NotUniqueException) when (!http.Response.HasStarted && ModeOf(http) == FailureMode.Api)
        {
            // Somebody else took the name between the look and the write.
            await ApiAnswers.Write(http, ApiError.Validation("name", "name: An object with this field already exists in the current organization"));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted) http.Response.StatusCode = 499;
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            log.LogInformation("Unreadable request at {Path}: {Reason}", LogText.Path(http), LogText.Line(bad.Message));
            await (bad.StatusCode == 415 ? Unreadable(http, 415, bad.Message) : Unreadable(http, bad.StatusCode));
        }
        catch (Npgsql.PostgresException text) when (text.SqlState == Npgsql.PostgresErrorCodes.CharacterNotInRepertoire && !http.Response.HasStarted)
        {
            // A NUL, which SQLite stores and PostgreSQL does not take even in a question: no text, whoever sent it.
            await Unreadable(http, 400);
        }
        catch (PasswordQueueFullException) when (!http.Response.HasStarted)
        {
            await Later(http, (int)PasswordQueueFullException.RetryAfter.TotalSeconds, "The server is busy. Please try again in a moment.");
        }
        catch (Exception fault) when (fault is not DatabaseUnavailableException && !http.Response.HasStarted)
        {
            log.LogError(fault, "Failed at {Path}, request {RequestId}", LogText.Path(http), http.RequestId());
            await Broken(http, 500, OAuthError.ServerError, "Something went wrong on our side. Please try again.");
        }
    }

    private static FailureMode ModeOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<FailsAs>()?.Mode
        ?? (AsksForJson(http) || (Unrouted.IsBelowAnApi(http.Request.Path) && !FetchMetadata.AcceptsHtml(http)) ? FailureMode.Api : FailureMode.Page);

    private static Task Answer(HttpContext http, OAuthException refusal) => ModeOf(http) switch
    {
        FailureMode.Page => ErrorPages.Show(http, refusal.Status == 401 ? 400 : refusal.Status, refusal.Error, refusal.Message, refusal.DetailFor(http)),
        FailureMode.Bearer when refusal.Challenge is not null => Challenge(http, refusal),
        _ => Json(http, refusal),
    };

    /// <summary>The address of a page that names what is not there, as an authorization server: read by whoever is looking.</summary>
    private static Task Answer(HttpContext http, ApiError refusal) => ModeOf(http) == FailureMode.Page && FetchMetadata.AcceptsHtml(http)
        ? ErrorPages.Show(http, refusal.Status, refusal.Status == 404 ? "not_found" : OAuthError.InvalidRequest, refusal.Summary)
        : ApiAnswers.Write(http, refusal);

    /// <summary>Asking again, while a person makes up their mind or with the nonce just given, is no refusal.</summary>
    private static bool IsAskedAgain(OAuthException refusal) => refusal.Error is "authorization_pending" or "slow_down" or OAuthError.UseDPoPNonce;

    /// <summary>By the id the error page shows.</summary>
    private void Tell(HttpContext http, OAuthException refusal)
    {
        if (IsAskedAgain(refusal)) return;
        var reason = refusal.Detail is { } detail ? $"{refusal.Message} {detail}" : refusal.Message;
        log.LogInformation("Refused {Path}: {Error}, {Reason} Request {RequestId}", LogText.Path(http), refusal.Error, LogText.Line(reason), http.RequestId());
    }

    /// <summary>A token request of an app that had proven who it is.</summary>
    private static async Task Record(HttpContext http, OAuthException refusal)
    {
        if (http.Features.Get<TokenRequest>() is not { } request || IsAskedAgain(refusal)) return;
        await http.RequestServices.GetRequiredService<SystemLog>().Record(request.Org, http,
            TokenEvents.TokenRefused(request.App, request.Server, request.Form[Parameter.GrantType] ?? "", refusal));
    }

    private static Task Challenge(HttpContext http, OAuthException refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.Headers.WWWAuthenticate = PresentedTokens.SpeakDPoP(http) ? DPoPProofs.Challenge(refusal.Error, refusal.Message) : refusal.Challenge;
        return Task.CompletedTask;
    }

    private static Task Json(HttpContext http, OAuthException refusal)
    {
        if (refusal.Challenge is not null) http.Response.Headers.WWWAuthenticate = refusal.Challenge;
        return JsonAnswer.Of(new ErrorResponse { Error = refusal.Error, ErrorDescription = refusal.Message, ErrorDetail = refusal.DetailFor(http) },
            ProtocolJson.Default.ErrorResponse, refusal.Status).ExecuteAsync(http);
    }

    /// <summary>503, and when to ask again; the other headers that clients go by follow it (<see cref="RateLimits"/>).</summary>
    private static Task Later(HttpContext http, int seconds, string message)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Broken(http, 503, OAuthError.TemporarilyUnavailable, message);
    }

    private static Task Broken(HttpContext http, int status, string error, string message) => ModeOf(http) switch
    {
        FailureMode.Page => ErrorPages.Show(http, status, error, message),
        FailureMode.Api =>
            ApiAnswers.Write(http, status == 503 ? new ApiError(503, "E0000010", "Service is in read only mode or busy. Please try again.")
            : ApiError.Internal()),
        _ => WriteJson(http, status, error, message),
    };

    /// <summary>The management API says what it is that it cannot read; to OAuth all of it is a bad request (RFC 6749 §5.2).</summary>
    private static Task Unreadable(HttpContext http, int status, string why = "The request could not be read.") => (ModeOf(http), status) switch
    {
        (FailureMode.Api, 415) => ApiAnswers.Write(http, ApiError.WrongType()),
        (FailureMode.Api, 400) => ApiAnswers.Write(http, ApiError.MalformedBody()),
        (FailureMode.Api, _) => ApiAnswers.Write(http, new ApiError(status, "E0000003", "The request body was not well-formed.")),
        (FailureMode.Page, _) => ErrorPages.Show(http, status == 415 ? 400 : status, OAuthError.InvalidRequest, why),
        _ => WriteJson(http, status == 415 ? 400 : status, OAuthError.InvalidRequest, why),
    };

    private static Task WriteJson(HttpContext http, int status, string error, string message)
    {
        return JsonAnswer.Of(new ErrorResponse { Error = error, ErrorDescription = message }, ProtocolJson.Default.ErrorResponse, status).ExecuteAsync(http);
    }

    /// <summary>In the words of whoever is waiting.</summary>
    private static Task Refuse(HttpContext http, RuleException broken) => ModeOf(http) switch
    {
        FailureMode.Api => ApiAnswers.Write(http, ApiError.Validation(broken.Field, [.. broken.Sentences])),
        FailureMode.Page => ErrorPages.Show(http, 400, OAuthError.InvalidRequest, broken.Message),
        _ => WriteJson(http, 400, OAuthError.InvalidRequest, broken.Message),
    };

    private static Task Refuse(HttpContext http, BuiltInException stays) => ModeOf(http) switch
    {
        FailureMode.Api => ApiAnswers.Write(http, ApiError.NoPermission(stays.Message)),
        FailureMode.Page => ErrorPages.Show(http, 403, OAuthError.AccessDenied, stays.Message),
        _ => WriteJson(http, 403, OAuthError.AccessDenied, stays.Message),
    };

    private static Task Refuse(HttpContext http, BeyondException beyond) => ModeOf(http) == FailureMode.Page
        ? ErrorPages.Show(http, 403, OAuthError.AccessDenied, beyond.Message) : ApiAnswers.Write(http, ApiError.NoPermission(beyond.Message));

    private static Task Refuse(HttpContext http, StandingException standing) => ModeOf(http) switch
    {
        FailureMode.Api => ApiAnswers.Write(http, ApiError.WrongStatus(standing.Message)),
        FailureMode.Page => ErrorPages.Show(http, 409, OAuthError.InvalidRequest, standing.Message),
        _ => WriteJson(http, 400, OAuthError.InvalidRequest, standing.Message),
    };

    private static Task AnswerUnrouted(HttpContext http, int status) => ModeOf(http) == FailureMode.Page
        ? ErrorPages.Show(http, status, "not_found", "There is no such page.")
        : ApiAnswers.Write(http, status == 405 ? ApiError.WrongMethod() : ApiError.UnknownPath());

    /// <summary>No org is here, so nobody's routes are: a page, but for a program that says what it can read.</summary>
    public static Task NoOrg(HttpContext http) => AsksForJson(http)
        ? ApiAnswers.Write(http, ApiError.UnknownPath())
        : ErrorPages.Show(http, 404, "unknown_org", "There is no Latchkey org at this address.");

    /// <summary>Names JSON, and nothing that it would rather have as a page.</summary>
    private static bool AsksForJson(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var accepted)) return false;
        var json = Most(
            accepted, type => type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        return json > 0 && json >= Most(accepted, type => type.Equals("text/html", StringComparison.OrdinalIgnoreCase));
    }

    private static double Most(IList<MediaTypeHeaderValue> accepted, Func<string, bool> which) =>
        accepted.Where(type => which(type.MediaType.ToString())).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
}
