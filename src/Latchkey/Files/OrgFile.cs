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
            foreach (var thing in value?.AsArray() ?? []) Check(kind, thing, $"{name}: {section}");
        }
        RefuseSecrets(file, name + ":");
        return file;
    }

    private static void Check(Kind kind, JsonNode? node, string place)
    {
        if (node is not JsonObject thing) throw new CommandException($"{place}: each entry has members, such as \"{kind.Key}: …\".");
        var named = OrgThings.NameOf(kind, thing);
        if (kind is { Alone: false } && named.Length == 0) throw new CommandException($"{place}: an entry has no {kind.Key}, by which it is known.");
        if (kind.Within is { } within && Members.Text(thing, within) is null) throw new CommandException($"{place}: \"{named}\" has no {within}.");
        foreach (var child in kind.Children)
        {
            if (thing[child.Section] is not (null or JsonArray)) throw new CommandException($"{place}, {named}: {child.Section} is a list.");
            foreach (var one in thing[child.Section]?.AsArray() ?? []) Check(child, one, $"{place}, {named}: {child.Section}");
        }
        foreach (var attached in kind.Attached)
            if (thing[attached.Member] is not (null or JsonArray)) throw new CommandException($"{place}, {named}: {attached.Member} is a list of names.");
    }

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
