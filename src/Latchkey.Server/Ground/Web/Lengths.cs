namespace Latchkey.Server.Ground.Web;

/// <summary>
/// How long what we send may be. A line of a head passes proxies and clients as they come up to 8 kB (nginx reads requests in
/// buffers of 8,192 bytes, Apache lines of 8,190), so nothing we send or have somebody ask for is longer, however little
/// of it came: letters grow when they are encoded.
/// </summary>
internal static class Lengths
{
    /// <summary>An address that goes into a head: where a browser is sent, or what it will ask for next.</summary>
    public const int Address = 8_000;

    /// <summary>A sealed sign-in, which pages hand to one another in their addresses, beside the seal of one of them.</summary>
    public const int Flow = 7_800;

    /// <summary>The parameters of an authorization request, as they are sealed: the sign-in has more to carry, and sealing adds a third.</summary>
    public const int Request = 5_000;

    /// <summary>What an answer to an app says beside the app's own address and state.</summary>
    public const int Answer = 1_500;

    /// <summary>Sources listed one by one in a policy of content.</summary>
    public const int Sources = 2_000;
}
