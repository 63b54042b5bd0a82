using System.Net;
using System.Text;
using System.Text.Json;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <summary>The server said no. The message is its summary and causes, then what the person can do about it.</summary>
public sealed class ApiException : CommandException
{
    private ApiException(string message, HttpStatusCode status, string? code) : base(message) => (Status, Code) = (status, code);

    public HttpStatusCode Status { get; }

    public string? Code { get; }

    /// <summary>The path does not exist on this server, as opposed to a thing that does not exist.</summary>
    public bool IsUnknownPath => Code is "E0000008" or "E0000060" or "E0000022" || (Code is null && Status == HttpStatusCode.NotFound);

    public static ApiException From(HttpResponseMessage response, string body, Uri org, string? tokenPlace)
    {
        var error = Parse(body);
        var status = response.StatusCode;
        var message = new StringBuilder(error?.ErrorSummary ?? $"{org.Text()} answered {(int)status} {response.ReasonPhrase}".TrimEnd());
        if (error?.ErrorCode is { } code) message.Append(" (").Append(code).Append(')');
        foreach (var cause in error?.ErrorCauses ?? [])
            if (cause.ErrorSummary is { Length: > 0 } summary) message.Append("\n  ").Append(summary);
        if (WhatToDo(response, error, org, tokenPlace) is { } advice) message.Append('\n').Append(advice);
        if (status >= HttpStatusCode.InternalServerError && RequestId.Of(response) is { } id)
            message.Append("\nThe server's log has more under the request id ").Append(id).Append('.');
        return new ApiException(message.ToString(), status, error?.ErrorCode);
    }

    private static string? WhatToDo(HttpResponseMessage response, ApiErrorBody? error, Uri org, string? tokenPlace) =>
        (error?.ErrorCode, response.StatusCode) switch
        {
            ("E0000015", _) =>
                "Your Latchkey org is missing a feature required to use the Latchkey CLI: API Access Management\nAsk the administrator of the org to turn "
                    + "it on, or make an org of your own with \"latchkey register\".",
            (_, HttpStatusCode.Unauthorized) when tokenPlace is not null =>
                $"{org.Text()} does not accept the API token from {tokenPlace}: it is mistyped, revoked, or was not used for 30 days. Run \"latchkey "
                    + "login\" with a new one.",
            (_, HttpStatusCode.Forbidden) when error?.ErrorCode is "E0000006" =>
                "The owner of the API token may not do this: ask for the administrator role, or run \"latchkey login\" with another token.",
            (_, HttpStatusCode.TooManyRequests) => $"Too many requests: try again in {Math.Ceiling(Throttle.WaitFor(response).TotalSeconds):0} s.",
            (_, >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) when response.Headers.Location is { } elsewhere =>
                $"It points to {elsewhere}: if that is your org, use its address as the org URL.",
            (null, HttpStatusCode.NotFound) => "Is that the address of a Latchkey org?",
            _ => null,
        };

    private static ApiErrorBody? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ApiErrorBody>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;        // a proxy's page, or no Latchkey at all
        }
    }
}
