using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Web;

public sealed class HalfSentTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Half_sent()
    {
        var notebook = new Notebook();
        Org.Services.GetRequiredService<ILoggerFactory>().AddProvider(notebook);
        foreach (var how in (string[])["close", "reset", "shutdown", "hold"])
            foreach (var (path, type) in ((string, string)[])[("/oauth2/default/v1/token", "application/x-www-form-urlencoded"), ("/api/v1/authn", "application/json"), ("/signin", "application/x-www-form-urlencoded"), ("/oauth2/v1/clients", "application/json"), ("/nowhere", "text/plain"), ("/oauth2/default/v1/keys", "text/plain"), ("/oauth2/default/v1/userinfo", "application/x-www-form-urlencoded"), ("/oauth2/default/v1/token", "application/x-www-form-urlencoded; charset=utf-7"), ("/oauth2/default/v1/token", "text/plain")])
                foreach (var framing in (string[])["Content-Length: 100", "Transfer-Encoding: chunked"])
                {
                    notebook.Lines.Clear();
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(IPAddress.Loopback, new Uri(Org.Url).Port);
                    var stream = socket.GetStream();
                    await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n{framing}\r\n\r\n{(framing[0] == 'T' ? "40\r\n" : "")}grant_type=x"));
                    await Task.Delay(100);
                    if (how == "reset") socket.Client.LingerState = new LingerOption(true, 0);
                    if (how == "shutdown") socket.Client.Shutdown(SocketShutdown.Send);
                    if (how is "close" or "reset") socket.Close();
                    else if (how == "shutdown") { try { await new StreamReader(stream).ReadToEndAsync(); } catch (IOException) { } }
                    else { await Task.Delay(7000); socket.Close(); }
                    await Task.Delay(200);
                    foreach (var line in notebook.Lines) await File.AppendAllTextAsync("/tmp/half.log", $"{how} {path} {type} {framing}: {line}" + "\n");
                }
    }

    private sealed class Notebook : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();
        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);
        public void Dispose() { }
        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;
            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            { if (logLevel >= LogLevel.Warning || category.StartsWith("Latchkey.", StringComparison.Ordinal)) lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}"); }
        }
    }
}
