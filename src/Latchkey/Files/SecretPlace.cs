using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>
/// Where an object has a secret that no file may hold: the file names a variable of the environment in its stead, and the server never tells it.
/// </summary>
/// <param name="Needs">The place of what shows that there is one.</param>
/// <param name="Is">What that must say; null: anything.</param>
/// <param name="From">The member beside it that names the variable.</param>
/// <param name="To">The member that the API takes.</param>
/// <param name="When">What else shows it; null: nothing else is needed.</param>
public sealed record SecretPlace(string Needs, string? Is, string From, string To, Func<JsonObject, bool>? When = null)
{
    /// <summary>Written into what is exported.</summary>
    public void Name(string of, JsonObject thing)
    {
        if (IsIn(thing)) Parent(thing, From)![Last(From)] = VariableOf(of);
    }

    /// <summary>Taken out of the environment into what is sent.</summary>
    /// <param name="said">What the file says.</param>
    /// <param name="made">What is sent.</param>
    /// <param name="what">Whose it is.</param>
    /// <param name="must">A new thing is not made without it.</param>
    public void Fill(JsonObject said, JsonObject made, string what, bool must)
    {
        if (!IsIn(said)) return;
        var name = Members.Text(said, From);
        var value = name is null ? null : Environment.GetEnvironmentVariable(name);
        if (value is { Length: > 0 }) Parent(made, To)![Last(To)] = value;
        else if (must)
            throw new CommandException(name is null
                ? $"{what}: {From} is missing. It names the variable of the environment that holds the secret, which no file does."
                : $"{what}: the variable {name} of the environment is empty. It holds the secret that {From} names, and a new one is not made without it.");
    }

    private bool IsIn(JsonObject thing) => Members.Text(thing, Needs) is { } there && (Is is null || there == Is) && When?.Invoke(thing) is not false;

    private static JsonObject? Parent(JsonObject of, string place)
    {
        JsonNode? node = of;
        foreach (var name in place.Split('.')[..^1]) node = (node as JsonObject)?[name];
        return node as JsonObject;
    }

    private static string Last(string place) => place[(place.LastIndexOf('.') + 1)..];

    /// <summary>A name that a shell takes: <c>LATCHKEY_SECRET_TOKEN_HOOK</c>.</summary>
    private static string VariableOf(string name)
    {
        var made = new StringBuilder("LATCHKEY_SECRET_");
        foreach (var sign in name) made.Append(char.IsAsciiLetterOrDigit(sign) ? char.ToUpperInvariant(sign) : '_');
        return made.ToString();
    }
}
