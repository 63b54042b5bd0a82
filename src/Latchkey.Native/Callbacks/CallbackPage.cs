using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Native.Callbacks;

/// <summary>What the person reads in the browser tab that came back. Nothing is loaded from anywhere.</summary>
internal sealed record CallbackPage(int Status, string Title, string Text)
{
    // The grounds of Latchkey's own pages, without anybody's brand: the provider may be another.
    private const string Style = """
        :root{color-scheme:light dark;--page:#f3f1ec;--card:#fffefb;--ink:#1d1f23;--soft:#5a5e66;
              --good:#1f6f4a;--bad:#8a5300;--shadow:0 1px 2px rgb(40 34 20/.05),0 2rem 4rem -2rem rgb(40 34 20/.22)}
        @media (prefers-color-scheme:dark){:root{--page:#131518;--card:#1a1d21;--ink:#f0eee9;--soft:#a8acb4;
              --good:#7fd1a6;--bad:#f0b866;--shadow:0 0 0 1px #31353b}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;
              background:var(--page);color:var(--ink);font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{width:100%;max-width:26.5rem;padding:2.5rem;border-radius:1.5rem;background:var(--card);box-shadow:var(--shadow);text-align:center}
        svg{display:block;width:3.5rem;height:3.5rem;margin:0 auto 1.25rem;color:var(--bad)}.good svg{color:var(--good)}
        h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}p{margin:0;color:var(--soft);text-wrap:balance}
        """;

    private const string Tick = "M17 28.5l7.5 7.5L40 20.5", Exclamation = "M28 16v15M28 39v.5";

    /// <summary>Takes the code out of the address bar and the history.</summary>
    private const string Script = "history.replaceState(null,'',location.pathname)";

    private static readonly string Policy =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static CallbackPage SignedIn { get; } = new(200, "You are signed in", "You can close this tab and return to the app.");
    public static CallbackPage SignedOut { get; } = new(200, "You are signed out", "You can close this tab and return to the app.");
    public static CallbackPage NotSignedIn { get; } = new(200, "You are not signed in", "Something went wrong. Return to the app: it says what happened.");
    public static CallbackPage Stranger { get; } = new(400, "This page is out of date",
        "The app is not waiting for this answer. Close this tab and start again in the app.");
    public static CallbackPage NotFound { get; } = new(404, "Nothing here", "This address only receives the answer of a sign-in.");
    public static CallbackPage Malformed { get; } = new(400, "That was not understood", "This address only receives the answer of a sign-in.");

    private bool IsGood => this == SignedIn || this == SignedOut;

    public byte[] ToHttp()
    {
        var body = Encoding.UTF8.GetBytes($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>{Title}</title><style>{Style}</style></head>
            <body><main{(IsGood ? " class=\"good\"" : "")}>
                <svg viewBox="0 0 56 56" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
                <circle cx="28" cy="28" r="25" opacity=".3"/><path d="{(IsGood ? Tick : Exclamation)}"/></svg><h1>{Title}</h1><p>{Text}</p></main>
                <script>{Script}</script></body></html>
            """);
        var head = $"HTTP/1.1 {Status} {((HttpStatusCode)Status)}\r\nContent-Type: text/html; charset=utf-8\r\n" +
            $"Content-Length: {body.Length}\r\nConnection: close\r\n" +
            $"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: {Policy}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static string Hash(string inline) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)));
}
