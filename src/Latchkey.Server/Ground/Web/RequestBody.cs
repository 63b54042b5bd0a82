namespace Latchkey.Server.Ground.Web;

/// <summary>
/// The body of a request, whole. Read by the stream and never by Kestrel's pipe: one that ends too early would leave the pipe
/// in the middle of a read, and the server's log with a stack trace at the asking of whoever hangs up.
/// </summary>
internal static class RequestBody
{
    /// <summary>Of JSON and forms alike: more than anything we take of somebody we do not know.</summary>
    public const int Longest = 512 * 1024;

    private const int First = 4096;

    /// <summary>Null when it is too long. Room is made for what has come, not for what is announced.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpRequest request, int longest = Longest)
    {
        var (body, length) = (new byte[Math.Min(request.ContentLength + 1 ?? First, First)], 0);
        // Where its length was announced nobody asks for more than that: what follows is the next request.
        while (length != request.ContentLength && await request.Body.ReadAsync(body.AsMemory(length), request.HttpContext.RequestAborted) is > 0 and var read)
        {
            length += read;
            if (length > longest) return null;
            if (length == body.Length) Array.Resize(ref body, Math.Min(body.Length * 2, longest + 1));
        }
        return body.AsMemory(0, length);
    }
}
