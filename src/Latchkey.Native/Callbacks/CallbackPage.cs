using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Native.Callbacks;

/// <summary>What the person reads in the browser tab that came back. Nothing is loaded from anywhere.</summary>
internal sealed record CallbackPage(int Status, string Title, string Text)
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#16191d;--soft:#59626e;--line:#e2e6eb}
        @media (prefers-color-scheme:dark){:root{--page:#101317;--card:#191d22;--ink:#eef1f4;--soft:#a2abb6;--line:#2b3138}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:26rem;padding:2.25rem 2rem;border:1px solid var(--line);border-radius:1rem;background:var(--card);text-align:center}
        h1{margin:0 0 .5rem;font-size:1.35rem}p{margin:0;color:var(--soft)}
        """;

    /// <summary>Takes the code out of the address bar and the history.</summary>
    private const string Script = "history.replaceState(null,'',location.pathname)";

    private static readonly string Policy = $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static CallbackPage SignedIn { get; } = new(200, "You are signed in", "You can close this tab and return to the app.");
    public static CallbackPage SignedOut { get; } = new(200, "You are signed out", "You can close this tab and return to the app.");
    public static CallbackPage NotSignedIn { get; } = new(200, "You are not signed in", "Something went wrong. Return to the app: it says what happened.");
    public static CallbackPage Stranger { get; } = new(400, "This page is out of date", "The app is not waiting for this answer. Close this tab and start again in the app.");
    public static CallbackPage NotFound { get; } = new(404, "Nothing here", "This address only receives the answer of a sign-in.");
    public static CallbackPage Malformed { get; } = new(400, "That was not understood", "This address only receives the answer of a sign-in.");

    public byte[] ToHttp()
    {
        var body = Encoding.UTF8.GetBytes($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Title}</title><style>{Style}</style></head>
            <body><main><h1>{Title}</h1><p>{Text}</p></main><script>{Script}</script></body></html>
            """);
        var head = $"HTTP/1.1 {Status} {((HttpStatusCode)Status)}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n" +
            $"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: {Policy}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static string Hash(string inline) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)));
}
