namespace Latchkey.Browser.Tests.Harness;

/// <summary>A handler for a custom scheme that writes down the addresses it is started with. Real apps register themselves.</summary>
public sealed class SchemeHandler : IDisposable
{
    private readonly FollowedFile received;

    public SchemeHandler(Desktop desktop, string scheme)
    {
        received = new FollowedFile(Path.Combine(desktop.Home, $"{scheme}.received"));
        var script = desktop.Script($"{scheme}.sh", $"printf '%s\\n' \"$1\" >> {received.Path}");
        File.WriteAllText(Path.Combine(desktop.Applications, $"{scheme}.desktop"),
            $"[Desktop Entry]\nType=Application\nName={scheme}\nExec={script} %u\nNoDisplay=true\nMimeType=x-scheme-handler/{scheme};\n");
        File.AppendAllText(desktop.DefaultHandlers, $"x-scheme-handler/{scheme}={scheme}.desktop\n");
    }

    /// <summary>The next address the browser handed over.</summary>
    public Task<string> Received() => received.Next();

    public void Dispose() => received.Dispose();
}
