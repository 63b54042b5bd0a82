using System.Net.Sockets;
using System.Text;

namespace Latchkey.Server.Tests.Web;

/// <summary>Requests that begin and do not end. Threats §1 row 13.</summary>
public sealed class HalfSentTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Each way to read a body, and each way to refuse one unread.</summary>
    private static readonly (string Path, string Type)[] Posts =
    [
        ("/oauth2/default/v1/token", Form), ("/oauth2/default/v1/introspect", Form), ("/oauth2/default/v1/userinfo", Form), ("/oauth2/default/v1/authorize", Form), ("/signin", Form),
        ("/api/v1/authn", "application/json"), ("/oauth2/v1/clients", "application/json"),
        ("/oauth2/default/v1/token", "text/plain"), ("/oauth2/default/v1/token", Form + "; charset=utf-7"), ("/api/v1/authn", "application/json; charset=utf-16"), ("/nowhere", Form), ("/oauth2/default/v1/keys", Form),
    ];

    [Theory]
    [InlineData("hangs up"), InlineData("cuts the line"), InlineData("says no more")]
    public async Task Whoever_stops_in_the_middle_leaves_no_stack_trace_in_the_log(string how)
    {
        using var notebook = ConsoleLines.Of(Org);
        foreach (var (path, type) in Posts)
            foreach (var (framing, chunk) in ((string, string)[])[("Content-Length: 100", ""), ("Transfer-Encoding: chunked", "40\r\n")])
            {
                using var client = await Org.Connect();
                var stream = client.GetStream();
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nConnection: close\r\n{framing}\r\n\r\n{chunk}grant_type=client_credentials"));
                if (how == "says no more")
                {
                    client.Client.Shutdown(SocketShutdown.Send);
                    using var reader = new StreamReader(stream, Encoding.Latin1);
                    try { (await reader.ReadToEndAsync()).ShouldMatch("^(HTTP/1.1 4\\d\\d |$)", path); }
                    catch (IOException) { }                            // closed on us: refused, too
                }
                else if (how == "cuts the line") client.LingerState = new LingerOption(true, 0);
            }
        // What comes after them has been answered after them.
        (await Org.SendRaw("GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 200 ");
        notebook.Lines.ShouldAllBe(line => !line.Contains("Exception", StringComparison.Ordinal) && !line.Contains("   at ", StringComparison.Ordinal));
    }
}
