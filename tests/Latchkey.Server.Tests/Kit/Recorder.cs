using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Latchkey.Server.Faces.Management.Description;

namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// Holds what the management API answers in any test against its description (bodies.json) and against the shapes that Okta publishes, and says at the end of
/// the run how many operations were answered and which of them in another way. What it finds fails no test but those of the description and of the shapes: a
/// suite is filtered, and each test is about something else.
/// </summary>
internal static class Recorder
{
    /// <summary>So many answers of an operation are read that are made differently; one that is made as another was says nothing new.</summary>
    private const int Enough = 60;

    /// <summary>What is served and never answered with success: each names something that no org has, or asks for what there is none of.</summary>
    private static readonly string[] NeverAnswered =
    [
        "GET /api/v1/features/{featureId}", "GET /api/v1/features/{featureId}/dependencies", "GET /api/v1/features/{featureId}/dependents",
        "POST /api/v1/features/{featureId}/{lifecycle}", "GET /api/v1/mappings/{mappingId}", "POST /api/v1/mappings/{mappingId}",
        "POST /api/v1/org/preferences/showEndUserFooter",
    ];

    private static readonly Lock Guard = new();

    private static readonly JsonObject Bodies = Read();

    private static readonly Described[] All = [.. Bodies["operations"]!.AsObject().Select(one => new Described(one.Key, one.Value!.AsObject()))];

    /// <summary>Where they all begin: of every other address nothing is looked for, so that nobody who counts what a request costs counts this.</summary>
    private static readonly string[] Beginnings = [.. All.Select(one => string.Join('/', one.Name.Split(' ')[1].Split('/')[..3]) + "/").Distinct()];

    private static readonly ILookup<(string, int), Described> ByLength = All.ToLookup(one => (one.Method, one.Length));

    private static readonly Dictionary<string, HashSet<string>> Heard = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Problems = new(StringComparer.Ordinal);

    private static readonly Lazy<Shapes?> Okta = new(() => SharedFactAttribute.Folder is null ? null : new Shapes());

    private static readonly HashSet<string> Held = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Unlike = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Excused = new(StringComparer.Ordinal);

    static Recorder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Report();

    /// <summary>Whether it is an operation of the management API.</summary>
    public static bool Knows(string method, string path) => Find(method, path) is not null;

    public static void Hear(string method, string target, int status, JsonNode? answer)
    {
        if (status is < 200 or >= 300) return;
        var path = Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal) ? url.AbsolutePath : target;
        if (Find(method, path.Split('?')[0]) is not { } operation) return;
        var made = AnswerMake.Of(status, answer);
        // Documents are read lazily, which two may not do at once.
        lock (Guard)
        {
            if (!Heard.TryGetValue(operation.Name, out var makes)) Heard[operation.Name] = makes = new(StringComparer.Ordinal);
            if (makes.Count >= Enough || !makes.Add(made)) return;
            foreach (var problem in operation.Differences(status, answer)) Problems.Add($"{operation.Name}: {problem}");
            if (Okta.Value is not { } shapes || !shapes.Has(operation.Name, status)) return;
            Held.Add(operation.Name);
            foreach (var problem in shapes.Problems(operation.Name, status, answer))
                if (ShapeExceptions.Excuses(operation.Name, problem) is { } exception) Excused.Add(exception);
                else Unlike.Add($"{operation.Name}: {problem}");
        }
    }

    /// <summary>How an answer differs from what is said of its operation, for the test of the description.</summary>
    public static IReadOnlyList<string> Differences(string method, string path, int status, JsonNode? answer)
    {
        lock (Guard) return Find(method, path) is { } operation ? [.. operation.Differences(status, answer)] : [$"{method} {path} is not described"];
    }

    /// <summary>Whether it is said to take a body.</summary>
    public static bool Takes(string method, string path) => Find(method, path)?.Takes == true;

    private static void Report()
    {
        lock (Guard)
        {
            // A run of a few classes says nothing about the whole.
            var silent = All.Select(one => one.Name).Where(name => !Heard.ContainsKey(name) && !NeverAnswered.Contains(name)).ToArray();
            if (Environment.GetEnvironmentVariable("LATCHKEY_ANSWERED") is null && Heard.Count < All.Length / 3) return;
            Reports.Say("answered", string.Join('\n', (IEnumerable<string>)
            [
                $"{Heard.Count} of {All.Length} operations were answered in this run ({NeverAnswered.Length} answer a refusal to everybody), {Problems.Count} of their answers in another way than is described.",
                .. Problems.Order(StringComparer.Ordinal).Take(40), .. silent.Length <= 60 || Environment.GetEnvironmentVariable("LATCHKEY_ANSWERED") is not null ? silent.Select(name => $"not asked: {name}") : [],
            ]));
            if (Held.Count == 0) return;
            var invalid = Unlike.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]).Distinct().Count();
            Reports.Say("shapes-answered", string.Join('\n', (IEnumerable<string>)
            [
                $"{Held.Count - invalid} of {Held.Count} operations that were answered in this run and have a shape that Okta publishes had it in every answer; excepted: {Excused.Count}.",
                .. Excused.Order(StringComparer.Ordinal).Select(reason => $"excepted: {reason}"), .. Unlike.Order(StringComparer.Ordinal).Take(200),
            ]));
        }
    }

    /// <summary>A literal before a parameter, as the server itself chooses.</summary>
    private static Described? Find(string method, string path)
    {
        if (!Array.Exists(Beginnings, beginning => path.StartsWith(beginning, StringComparison.Ordinal))) return null;
        var parts = path.Trim('/').Split('/');
        return ByLength[(method, parts.Length)].Where(one => one.Fits(parts)).MaxBy(one => one.Literal);
    }

    private static JsonObject Read()
    {
        using var file = typeof(DescribedBodies).Assembly.GetManifestResourceStream("Latchkey.Server.Faces.Management.Description.bodies.json")!;
        return JsonNode.Parse(file)!.AsObject();
    }

    private sealed class Described
    {
        private readonly string[] parts;
        private readonly JsonObject said;
        private readonly Lazy<JsonSchema?> schema;

        public Described(string name, JsonObject said)
        {
            (Name, Method, this.said) = (name, name.Split(' ')[0], said);
            parts = name.Split(' ')[1].Trim('/').Split('/');
            Takes = said["takes"] is not null;
            Literal = parts.Select((part, place) => part[0] == '{' ? 0L : 1L << (40 - place)).Sum();
            schema = new(() => Schema(said["answers"]));
        }

        public string Name { get; }

        public string Method { get; }

        public bool Takes { get; }


        public long Literal { get; }

        public int Length => parts.Length;

        public bool Fits(string[] path) => path.Length == parts.Length && parts.Zip(path).All(pair => pair.First[0] == '{' || pair.First == pair.Second);

        public IEnumerable<string> Differences(int status, JsonNode? answer)
        {
            if (said["status"]!.GetValue<int>() is var told && told != status) yield return $"answered {status}, said {told}";
            if (said["answers"] is null && answer is not (null or JsonObject { Count: 0 })) yield return "answered something, said nothing";
            if (schema.Value is not { } shape || answer is null) yield break;
            var found = shape.Evaluate(JsonSerializer.SerializeToElement(answer), new EvaluationOptions { OutputFormat = OutputFormat.List });
            if (!found.IsValid)
                foreach (var detail in (found.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }))
                    foreach (var error in detail.Errors!) yield return $"{detail.InstanceLocation}: {error.Value}";
            foreach (var place in Unsaid(said["answers"]!, answer, "").Distinct()) yield return $"{place} is not described";
        }

        private static JsonSchema? Schema(JsonNode? answers)
        {
            if (answers is null) return null;
            var whole = answers.DeepClone().AsObject();
            whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
            whole["components"] = new JsonObject { ["schemas"] = Bodies["schemas"]!.DeepClone() };
            return JsonSchema.FromText(whole.ToJsonString());
        }

        /// <summary>Members that the description does not know, where it does not say that there may be any.</summary>
        private static IEnumerable<string> Unsaid(JsonNode? shape, JsonNode? value, string place)
        {
            var of = shape as JsonObject;
            if (of?["$ref"] is { } reference) of = Bodies["schemas"]![reference.GetValue<string>().Split('/')[^1]] as JsonObject;
            if (of is null || of.Count == 0) return [];
            return value switch
            {
                JsonArray list => list.SelectMany(item => Unsaid(of["items"], item, place + "[]")),
                JsonObject members when of["properties"] is JsonObject known && of["additionalProperties"]?.GetValueKind() != JsonValueKind.True =>
                    members.SelectMany(member => known.ContainsKey(member.Key) ? Unsaid(known[member.Key], member.Value, $"{place}/{member.Key}")
                        : [$"{place}/{member.Key}"]),
                _ => [],
            };
        }
    }
}
