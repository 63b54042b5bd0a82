using System.Diagnostics.CodeAnalysis;

namespace Latchkey.Server.Ground.Api;

/// <summary>
/// A refusal of the management API, with Okta's code. Thrown where it is seen, rendered in one place. Contract §3.0.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Thrown like an exception, read like the error body it becomes.")]
internal sealed class ApiError(int status, string code, string summary, params string[] causes) : Exception(summary)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public string Summary { get; } = summary;
    public IReadOnlyList<string> Causes { get; } = causes;

    public static ApiError Validation(string field, params string[] causes) => new(400, "E0000001", $"Api validation failed: {field}", causes);
    public static ApiError MalformedBody() => new(400, "E0000003", "The request body was not well-formed.");
    public static ApiError AuthenticationFailed() => new(401, "E0000004", "Authentication failed");
    public static ApiError NoPermission(params string[] causes) => new(403, "E0000006", "You do not have permission to perform the requested action", causes);
    public static ApiError NotFound(string id, string type) => new(404, "E0000007", $"Not found: Resource not found: {id} ({type})");
    public static ApiError UnknownPath() => new(404, "E0000008", "The requested path was not found");
    public static ApiError Internal() => new(500, "E0000009", "Internal Server Error");
    public static ApiError InvalidToken() => new(401, "E0000011", "Invalid token provided");
    public static ApiError WrongType() => new(415, "E0000021", "Bad request. Accept and/or Content-Type headers likely do not match supported values.");
    public static ApiError WrongMethod() => new(405, "E0000022", "The endpoint does not support the provided HTTP method");
    public static ApiError InvalidSearch(string why) => new(400, "E0000031", $"Invalid search criteria. {why}");
    public static ApiError RecoveryNotAllowed(params string[] causes) => new(403, "E0000034", "Forgot password not allowed on specified user.", causes);
    public static ApiError WrongStatus(string why) => new(403, "E0000038", "This operation is not allowed in the user's current status.", why);
    public static ApiError WrongPasscode() => new(403, "E0000068", "Invalid Passcode/Answer", "Your passcode doesn't match our records. Please try again.");
    public static ApiError WrongAnswer() => new(403, "E0000087", "The recovery question answer did not match our records.");
    public static ApiError LockedOut() =>
        new(403, "E0000069", "User Locked", "The account is locked after too many wrong codes. It opens by itself after a while; an administrator can "
            + "unlock it at once.");
    public static ApiError TooMany() => new(429, "E0000047", "API call exceeded rate limit due to too many requests.");
    public static ApiError MailedRecently(long seconds) =>
        new(429, "E0000118", $"An email was recently sent. Please wait {seconds} seconds before trying again.");
    /// <summary>A password that the person may not choose.</summary>
    public static ApiError WeakPassword(params string[] causes) =>
        new(403, "E0000080", "The password does not meet the complexity requirements of the current password policy.", causes);
    public static ApiError WrongAuthenticationState() => new(403, "E0000079", "This operation is not allowed in the current authentication state.");
    public static ApiError StillActive() => new(403, "E0000056", "Delete application forbidden.", "The application must be deactivated before it is deleted.");
}
