using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Tests.Clients;

/// <summary>A file of tests/clients: what one library sends, in its order, and what it insists on in each answer.</summary>
/// <param name="Client">Its name.</param>
/// <param name="Version">The versions that were read.</param>
/// <param name="Steps">In their order.</param>
/// <param name="Scopes">What the app asks for.</param>
/// <param name="Headers">Of every request.</param>
public sealed record ClientTable(string Client, string Version, ClientStep[] Steps, string Scopes = "openid", Dictionary<string, string>? Headers = null)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, RespectRequiredConstructorParameters = false,
    };

    public static string Folder => Path.Combine(Repository.Root, "tests", "clients");

    public static ClientTable Read(string name) => JsonSerializer.Deserialize<ClientTable>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Strict)!;
}

/// <summary>One request and its answer.</summary>
/// <param name="Does">What the library is about.</param>
/// <param name="From">The file of its source, or of what it reads, that says so.</param>
/// <param name="Send">Method and address: the target as it is written on the wire, with variables in braces.</param>
/// <param name="SignIn">An address to open in the person's browser, who signs in; what comes back is kept as <c>landed</c> and its parameters.</param>
/// <param name="Headers">As the library writes them.</param>
/// <param name="Body">As it is sent.</param>
/// <param name="Json">The body where it is a document.</param>
/// <param name="Status">What the library takes for success, or for the error it expects.</param>
/// <param name="Type">The content type, exactly; "none" where there must not be one.</param>
/// <param name="Head">What it insists on in the headers, by the names it looks for.</param>
/// <param name="Answer">What it insists on in the document: <see cref="Insistence"/> by path.</param>
/// <param name="Keep">What later requests use: a path of the document, <c>head:name</c>, or <c>query:name</c> of the address in <c>location</c>. With a question mark, if it is there.</param>
/// <param name="Guide">Whether an app as docs/guide/sign-in-mobile.md makes it comes this way.</param>
public sealed record ClientStep(
    string Does, string? From = null, string? Send = null, string? SignIn = null, Dictionary<string, string>? Headers = null, string? Body = null, JsonNode? Json = null,
    int[]? Status = null, string? Type = null, Dictionary<string, string>? Head = null, Dictionary<string, string>? Answer = null, Dictionary<string, string>? Keep = null, bool Guide = false);

/// <summary>The values in braces.</summary>
public sealed partial class Variables : Dictionary<string, Func<string>>
{
    public Variables() : base(StringComparer.Ordinal)
    {
    }

    public void Keep(string name, string value) => this[name] = () => value;

    /// <summary>With <c>{name}</c> replaced, and <c>{name!}</c> percent-encoded.</summary>
    public string Fill(string text) => Braces().Replace(text, match =>
    {
        var value = TryGetValue(match.Groups[1].Value, out var known) ? known() : throw new InvalidDataException($"Nothing is called {match.Groups[1].Value}.");
        return match.Groups[2].Length > 0 ? Uri.EscapeDataString(value) : value;
    });

    [GeneratedRegex(@"\{([A-Za-z]\w*)(!?)\}", RegexOptions.None, 60_000)]
    private static partial Regex Braces();
}
