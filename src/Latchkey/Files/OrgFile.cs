using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>A file of an org, checked before anything of it is applied.</summary>
public static class OrgFile
{
    /// <summary>Values that open something. A file lies in a repository, and is read by many.</summary>
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_secret", "clientSecret", "secret", "secretKey", "privateKey", "private_key", "apiToken", "password_value",
    };

    private static readonly HashSet<string> PrivateKeyMembers = new(StringComparer.Ordinal) { "d", "p", "q", "dp", "dq", "qi", "k" };

    public static JsonObject Check(JsonObject file, string name)
    {
        foreach (var (section, value) in file)
        {
            if (Kinds.All.FirstOrDefault(kind => kind.Section == section) is not { } kind)
                throw new CommandException($"{name}: there is no section \"{section}\"; {string.Join(", ", Kinds.All.Select(one => one.Section))} are.");
            if (value is not (null or JsonArray)) throw new CommandException($"{name}: {section} is a list: each entry begins with \"- \".");
            Check(kind, value as JsonArray ?? [], name, section);
        }
        RefuseSecrets(file, name + ":");
        return file;
    }

    private static void Check(Kind kind, JsonArray things, string name, string section)
    {
        var known = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var node in things)
        {
            if (node is not JsonObject thing)
                throw new CommandException($"{name}{OrgYaml.LineOf(node ?? things)}: {section}: each entry has members, such as \"{kind.Key}: …\".");
            Check(kind, thing, $"{name}{OrgYaml.LineOf(thing)}: {section}", name);
            if (!known.TryAdd(KeyOf(kind, thing), thing))
                throw new CommandException($"{name}{OrgYaml.LineOf(thing)}: {section}: \"{OrgThings.NameOf(kind, thing)}\" is there already"
                    + $"{OrgYaml.LineOf(known[KeyOf(kind, thing)])}, and one of two can be meant. Put them together, or give one another name.");
        }
    }

    private static void Check(Kind kind, JsonObject thing, string place, string name)
    {
        var named = OrgThings.NameOf(kind, thing);
        if (kind is { Alone: false } && named.Length == 0)
            throw new CommandException(Members.At(thing, kind.Key) is JsonValue other && other.GetValueKind() != JsonValueKind.String
                ? $"{place}: {kind.Key} is a text, by which an entry is known: write {kind.Key[(kind.Key.LastIndexOf('.') + 1)..]}: \"{other}\", in quotes."
                : $"{place}: an entry has no {kind.Key}, by which it is known.");
        if (kind.Within is { } within && Members.Text(thing, within) is null) throw new CommandException($"{place}: \"{named}\" has no {within}.");
        foreach (var child in kind.Children)
        {
            if (thing[child.Section] is not (null or JsonArray)) throw new CommandException($"{place}, {named}: {child.Section} is a list.");
            Check(child, thing[child.Section] as JsonArray ?? [], name, $"{kind.Section}, {named}: {child.Section}");
        }
        foreach (var attached in kind.Attached)
            if (thing[attached.Member] is not (null or JsonArray)) throw new CommandException($"{place}, {named}: {attached.Member} is a list of names.");
    }

    /// <summary>What tells it from the others of the list, as <see cref="Applying"/> finds it.</summary>
    private static string KeyOf(Kind kind, JsonObject thing) => string.Join(' ', kind.Within is { } within ? Members.Text(thing, within) : null,
        Members.Text(thing, "credentials.oauthClient.client_id"), OrgThings.NameOf(kind, thing));

    private static void RefuseSecrets(JsonNode? node, string place, bool isKey = false, bool isScheme = false)
    {
        if (node is JsonArray list)
            foreach (var item in list) RefuseSecrets(item, place, isKey, isScheme);
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (value is JsonValue && isScheme && name == "value")
                throw new CommandException($"{place} value is a secret, and a file of configuration holds none: write valueFrom, with the name of a variable "
                    + "of the environment, in its stead.");
            if (value is JsonValue && (Secrets.Contains(name) || (isKey && PrivateKeyMembers.Contains(name))))
                throw new CommandException($"{place} {name} is a secret, and a file of configuration holds none: take it out. The server makes secrets "
                    + "by itself.");
            RefuseSecrets(value, $"{place} {name},", isKey || name == "jwks", name == "authScheme");
        }
    }
}
