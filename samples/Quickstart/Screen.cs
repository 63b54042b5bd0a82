using System.Globalization;
using System.Text.Json;
using Latchkey.Native;

/// <summary>The terminal: a few words in colour where that is possible, plain text elsewhere.</summary>
internal sealed class Screen
{
    private readonly bool inColour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private Task<char>? reading;

    public void Title(string text) => Console.WriteLine($"\n  {Paint("1", text)}");
    public void Line(string text = "") => Console.WriteLine($"  {text}");
    public void Quiet(string text) => Console.WriteLine($"  {Paint("2", text)}");
    public void Good(string text) => Console.WriteLine($"  {Paint("32", "✓")} {text}");
    public void Bad(string text) => Console.WriteLine($"  {Paint("31", "✗")} {text}");

    public void Address(Uri address)
    {
        Line("Open this address in a browser on this machine:");
        Console.WriteLine($"\n{Paint("36", address.AbsoluteUri)}\n");
    }

    public void Problem(SignInException problem)
    {
        Bad($"{problem.Kind}: {problem.Message}");
        if (problem.Hint is { } hint) Quiet($"  {hint}");
    }

    public void Person(UserInfo person)
    {
        Title($"Hello, {person.Name}");
        foreach (var (name, value) in person.Claims.OrderBy(c => c.Key, StringComparer.Ordinal)) Line($"{Paint("2", name.PadRight(20))} {Readable(name, value)}");
    }

    public void Json(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true })) document.WriteTo(writer);
            json = System.Text.Encoding.UTF8.GetString(text.ToArray());
        }
        catch (JsonException)
        {
            // Shown as it is.
        }
        foreach (var line in json.Split('\n').Take(40)) Line(line.TrimEnd('\r'));
    }

    /// <summary>The next key; ends early with '\0' when something else wants attention.</summary>
    public async Task<char> Choose(string menu, Task elsewhere)
    {
        Console.WriteLine($"\n  {menu}");
        reading ??= Task.Run(Read);
        if (await Task.WhenAny(reading, elsewhere) == elsewhere) return '\0';
        var key = await reading;
        reading = null;
        return key;
    }

    /// <summary>A line that somebody types; a secret one is not shown.</summary>
    public string Ask(string label, bool isSecret)
    {
        Console.Write($"  {label}: ");
        if (!isSecret || Console.IsInputRedirected) return Console.In.ReadLine() ?? throw new OperationCanceledException("Nobody types any more.");
        var typed = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.WriteLine();
        return typed.ToString();
    }

    public string Key(string key, string meaning) => $"{Paint("1", $"[{key}]")} {meaning}";

    private static char Read()
    {
        if (!Console.IsInputRedirected) return char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar) is var key && key is '\r' ? '\n' : key;
        return Console.In.ReadLine() is not { } line ? 'q' : line.Length == 0 ? '\n' : char.ToLowerInvariant(line[0]);
    }

    private static string Readable(string name, JsonElement value) =>
        name is "iat" or "exp" or "auth_time" or "updated_at" && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private string Paint(string code, string text) => inColour ? $"\e[{code}m{text}\e[0m" : text;
}
