namespace Latchkey.Server.Core.Origins;

/// <summary>The request comes from a page of a trusted origin with the scope CORS.</summary>
internal sealed class TrustedPage
{
    public static readonly TrustedPage Here = new();
}
