namespace Latchkey.Native;

/// <summary>A token to ask for in exchange for the session's own, such as one for another API. RFC 8693 §2.1.</summary>
public sealed class TokenExchange
{
    /// <summary>The logical name of the API the token is for (<c>audience</c>).</summary>
    public string? Audience { get; set; }

    /// <summary>The address of the API the token is for (<c>resource</c>). RFC 8707 §2.</summary>
    public Uri? Resource { get; set; }

    /// <summary>What it shall allow; without any the provider decides.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>The kind of token wanted; without it the provider decides, which mostly is an access token.</summary>
    public string? RequestedTokenType { get; set; }

    /// <summary>More parameters for the token request. Those the SDK sets itself cannot be replaced.</summary>
    public IDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();
}
