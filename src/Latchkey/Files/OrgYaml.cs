using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Latchkey.Cli.Files;

/// <summary>YAML as the JSON it stands for, and back. YAML 1.2.2 §10.3.2 says which plain words are numbers, booleans and nothing.</summary>
public static partial class OrgYaml
{
    private const long Largest = 32 * 1024 * 1024;

    /// <summary>An alias stands for all of what it names, so that a few lines can say more than memory holds.</summary>
    private const int MostNodes = 1_000_000;

    private const int Deepest = 64;

    /// <summary>Where each thing begins: what is wrong with one is said with its line.</summary>
    private static readonly ConditionalWeakTable<JsonNode, StrongBox<long>> Lines = [];

    /// <summary>The line of the file that it was read from, as <c>", line 12"</c>; empty for what comes from no file.</summary>
    public static string LineOf(JsonNode thing) => Lines.TryGetValue(thing, out var line) ? $", line {line.Value.ToString(CultureInfo.InvariantCulture)}" : "";

    public static JsonObject Read(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > Largest }) throw new CommandException($"{file} is larger than {Largest / 1024 / 1024} MiB.");
            using var reader = File.OpenText(file);
            return Parse(reader, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {error.Message}", error);
        }
    }

    public static JsonObject Parse(TextReader text, string name)
    {
        try
        {
            var whole = text.ReadToEnd();
            RequireShallow(whole, name);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(whole));
            var left = MostNodes;
            return yaml.Documents switch
            {
                [] or [{ RootNode: YamlScalarNode { Value: null or "" } }] => throw new CommandException(
                    $"{name} is empty. A file of an org has sections, such as \"apps:\"; \"latchkey export\" writes one."),
                [var only] => Of(only.RootNode, name, 0, ref left) as JsonObject ?? throw new CommandException($"{name} holds no sections, such as \"apps:\"."),
                _ => throw new CommandException($"{name} holds several documents; one file is one org."),
            };
        }
        catch (YamlException error)
        {
            throw new CommandException($"{name} is not valid YAML (line {error.Start.Line}): {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    public static string Write(JsonObject org)
    {
        var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(Of(org))).Save(text, assignAnchors: false);
        return text.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>Before it is loaded, which takes a frame of the stack for each level.</summary>
    private static void RequireShallow(string text, string name)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
            if ((depth += parser.Current!.NestingIncrease) > Deepest + 2)        // the stream and the document count, too
                throw TooDeep(name, parser.Current.Start.Line);
    }

    private static CommandException TooDeep(string name, long line) => new($"{name}, line {line}: things lie within each other more than {Deepest} deep.");

    private static JsonNode? Of(YamlNode node, string name, int depth, ref int left)
    {
        // An alias may lead to what it stands in.
        if (depth > Deepest) throw TooDeep(name, node.Start.Line);
        if (--left < 0) throw new CommandException($"{name} says more than {MostNodes} things with its aliases.");
        return node switch
        {
            YamlMappingNode map => Of(map, name, depth, ref left),
            YamlSequenceNode list => Of(list, name, depth, ref left),
            YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any } plain => Plain(plain.Value ?? ""),
            YamlScalarNode quoted => JsonValue.Create(quoted.Value),
            _ => throw new CommandException($"{name}, line {node.Start.Line}: this cannot be read."),
        };
    }

    private static JsonArray Of(YamlSequenceNode list, string name, int depth, ref int left)
    {
        var made = new JsonArray();
        Lines.Add(made, new StrongBox<long>(list.Start.Line));
        foreach (var item in list) made.Add(Of(item, name, depth + 1, ref left));
        return made;
    }

    private static JsonObject Of(YamlMappingNode map, string name, int depth, ref int left)
    {
        var made = new JsonObject();
        Lines.Add(made, new StrongBox<long>(map.Start.Line));
        foreach (var (key, value) in map)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } member }) throw new CommandException(
                $"{name}, line {key.Start.Line}: a member needs a name.");
            made[member] = Of(value, name, depth + 1, ref left);
        }
        return made;
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when Broken().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var broken) => broken,
        _ => text,
    };

    private static YamlNode Of(JsonNode? node) => node switch
    {
        null => new YamlScalarNode("null"),
        JsonObject { Count: 0 } => new YamlMappingNode { Style = YamlDotNet.Core.Events.MappingStyle.Flow },
        JsonObject members => new YamlMappingNode(members.Select(member => KeyValuePair.Create<YamlNode, YamlNode>(Text(member.Key), Of(member.Value)))),
        JsonArray { Count: 0 } => new YamlSequenceNode { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        JsonArray list => new YamlSequenceNode(list.Select(item => Of(item))),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    /// <summary>A text that would be read as something else is quoted.</summary>
    private static YamlScalarNode Text(string text) => new(text)
    {
        Style = Plain(text) is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? ScalarStyle.Any : ScalarStyle.DoubleQuoted,
    };

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Broken();
}
