namespace Latchkey.Cli.Api;

/// <summary>The name the server gave to a request: whoever runs the server finds it in the log.</summary>
public static class RequestId
{
    public static string? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Okta-Request-Id", out var values) ? values.FirstOrDefault() : null;
}
