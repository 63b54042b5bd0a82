namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>A refusal or a fault, for a person: what happened, what to do, and what to quote.</summary>
internal static class ErrorPages
{
    public static Task Show(HttpContext http, int status, string error, string description, string? detail = null) =>
        HostedPages.Error(http, status, error, description, detail).ExecuteAsync(http);
}
