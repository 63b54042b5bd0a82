using Latchkey.Protocol;
using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

/// <summary>Why a request's credentials do not count, and how that is said to the caller. RFC 6750 §3.1.</summary>
internal sealed class BearerException : Exception
{
    // A description may quote a token nobody has verified yet: it neither ends a line of the log nor speaks to a terminal.
    private BearerException(int status, string? error, string description, Exception? cause = null)
        : base(string.Concat(description.Select(c => char.IsControl(c) ? '?' : c)), cause) =>
        (Status, Error) = (status, error);

    public int Status { get; }
    public string? Error { get; }

    public static BearerException InvalidRequest(string description) => new(StatusCodes.Status400BadRequest, OAuthError.InvalidRequest, description);
    public static BearerException InvalidToken(string description) => new(StatusCodes.Status401Unauthorized, OAuthError.InvalidToken, description);

    /// <summary>RFC 9449 §7.1.</summary>
    public static BearerException InvalidProof(string description) => new(StatusCodes.Status401Unauthorized, OAuthError.InvalidDPoPProof, description);

    /// <summary>RFC 9449 §9: the answer brings one.</summary>
    public static BearerException NonceNeeded() =>
        new(StatusCodes.Status401Unauthorized, OAuthError.UseDPoPNonce,
            "The proof needs a nonce of this API: repeat the request with the one in the DPoP-Nonce header.");

    /// <summary>Not the caller's fault: a 401 would make a well-behaved app throw its token away.</summary>
    public static BearerException IssuerUnavailable(Exception cause) => new(
        StatusCodes.Status503ServiceUnavailable, null,
        "The token cannot be checked now, because the identity server's keys are out of reach. Try again shortly.", cause);

    /// <summary>Nor is this: accepting the proof without knowing would let it count twice.</summary>
    public static BearerException MemoryUnavailable(Exception cause) => new(
        StatusCodes.Status503ServiceUnavailable, null, "The proof cannot be checked now, because the memory of used ones is out of reach. Try again shortly.",
        cause);
}
