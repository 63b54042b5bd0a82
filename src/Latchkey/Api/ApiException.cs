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

    public static ApiException From(HttpResponseMessage response, string body, Uri org, OrgConnection? connection)
    {
        var error = Parse(body);
        var status = response.StatusCode;
        var message = new StringBuilder(error?.ErrorSummary ?? $"{org.Text()} answered {(int)status} {response.ReasonPhrase}".TrimEnd());
        if (error?.ErrorCode is { } code) message.Append(" (").Append(code).Append(')');
        foreach (var cause in error?.ErrorCauses ?? [])
            if (cause.ErrorSummary is { Length: > 0 } summary) message.Append("\n  ").Append(summary);
        if (WhatToDo(response, error, org, connection) is { } advice) message.Append('\n').Append(advice);
        if (status >= HttpStatusCode.InternalServerError && RequestId.Of(response) is { } id)
            message.Append("\nThe server's log has more under the request id ").Append(id).Append('.');
        return new ApiException(message.ToString(), status, error?.ErrorCode);
    }

    private static string? WhatToDo(HttpResponseMessage response, ApiErrorBody? error, Uri org, OrgConnection? connection) =>
        (error?.ErrorCode, response.StatusCode) switch
        {
            ("E0000015", _) =>
                "Your Latchkey org is missing a feature required to use the Latchkey CLI: API Access Management\nAsk the administrator of the org to turn "
                    + "it on, or make an org of your own with \"latchkey register\".",
            (_, HttpStatusCode.Unauthorized) when connection is not null =>
                $"{org.Text()} does not accept the API token from {connection.Place}: it is mistyped, revoked, or was not used for 30 days. "
                    + (connection.IsSource ? "Make a new one in that org." : "Run \"latchkey login\" with a new one."),
            (_, HttpStatusCode.Forbidden) when error is { ErrorCode: "E0000006", ErrorCauses: null or [] } =>
                "The owner of the API token may not do this: ask for the administrator role, or run \"latchkey login\" with another token.",
            (_, HttpStatusCode.TooManyRequests) => $"Too many requests: try again in {Math.Ceiling(Throttle.WaitFor(response).TotalSeconds):0} s.",
            (_, >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) when response.Headers.Location is { } elsewhere =>
                $"It points to {elsewhere}: if that is your org, use its address as the org URL.",
            ("E0000008", HttpStatusCode.NotFound) =>
                $"Either no org has the address {org.Text()}, or its server does not know this call: check the org URL.",
            ("E0000007", _) when error!.ErrorSummary is { } missing => Lists.FirstOrDefault(one => missing.Contains(one.Key, StringComparison.Ordinal)).Value,
            (_, HttpStatusCode.BadRequest) when error?.ErrorCauses is { } causes && causes.Any(IsTakenClientId) =>
                "Another app has this client_id. Take client_id out to make an app with one of its own.",
            (null, HttpStatusCode.NotFound) => "Is that the address of a Latchkey org?",
            _ => null,
        };

    /// <summary>Where the ids stand of what was not found.</summary>
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["(AppInstance)"] = "\"latchkey apps --all\" lists the apps and their ids.", ["(User)"] = "\"latchkey users list\" lists people and their logins.",
        ["(UserGroup)"] = "\"latchkey groups list\" lists the groups.",
    };

    private static bool IsTakenClientId(ApiErrorCause cause) => cause.ErrorSummary is { } said
        && said.StartsWith("client_id:", StringComparison.Ordinal) && said.Contains("already exists", StringComparison.Ordinal);

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
