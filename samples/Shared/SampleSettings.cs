using System.Text.Json;

/// <summary>
/// Whose tokens and as which app. Your own app has these in its settings; a sample takes them from --issuer, --client-id and
/// --client-secret, from LATCHKEY_ISSUER and so on, or from the dev.json that `latchkey dev` leaves in its data folder.
/// </summary>
internal sealed class SampleSettings
{
    private SampleSettings(string issuer, string clientId, string? clientSecret) => (Issuer, ClientId, ClientSecret) = (issuer, clientId, clientSecret);

    public string Issuer { get; }
    public string ClientId { get; }
    public string? ClientSecret { get; }

    /// <param name="app">Which of the apps in dev.json: native, web or service.</param>
    /// <param name="args">The program's arguments.</param>
    public static SampleSettings? Find(string app, string[] args)
    {
        if (Option(args, "issuer") is { } issuer && Option(args, "client-id") is { } clientId) return new(issuer, clientId, Option(args, "client-secret"));
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, ".latchkey", "dev.json");
            if (!File.Exists(file)) continue;
            using var dev = JsonDocument.Parse(File.ReadAllText(file));
            var described = dev.RootElement.GetProperty("apps").GetProperty(app);
            return new(dev.RootElement.GetProperty("issuer").GetString()!, described.GetProperty("clientId").GetString()!, described.TryGetProperty("clientSecret", out var secret) ? secret.GetString() : null);
        }
        Console.Error.WriteLine("Whose tokens? Start `latchkey dev` in this folder or one above it, or give --issuer and --client-id.");
        return null;
    }

    /// <summary>The value of --name, or of LATCHKEY_NAME.</summary>
    public static string? Option(string[] args, string name) =>
        args.SkipWhile(argument => argument != "--" + name).Skip(1).FirstOrDefault() ?? Environment.GetEnvironmentVariable("LATCHKEY_" + name.Replace('-', '_').ToUpperInvariant());
}
