using System.Text.RegularExpressions;

namespace Latchkey.Server.Tests.Floors;

/// <summary>The house stands: imports go down only. Decision 0016. Constants leave no trace in the compiled server, so the <c>using</c> lines are read as well.</summary>
public sealed partial class FloorsTests
{
    private static readonly string[] Floors = ["Ground", "Core", "Faces", "Entrance"];

    private static readonly IReadOnlyDictionary<(string From, string To), SortedSet<string>> Used = Imports.Of(typeof(ServerSettings).Assembly.Location);

    /// <summary>By the namespaces of its files' first lines: a room, and what it imports.</summary>
    private static readonly IReadOnlyDictionary<(string From, string To), SortedSet<string>> Named = ReadUsings();

    public static TheoryData<string> Sources => ["what is compiled", "what is written"];

    private static IReadOnlyDictionary<(string From, string To), SortedSet<string>> Of(string source) => source == "what is compiled" ? Used : Named;

    [Fact]
    public void Every_type_has_its_room_on_one_of_four_floors()
    {
        var rooms = Used.Keys.SelectMany(pair => (string[])[pair.From, pair.To]).Distinct().ToArray();
        rooms.Length.ShouldBeGreaterThan(50);                                        // it has read something
        rooms.Where(room => !Floors.Contains(FloorOf(room))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Nobody_imports_from_a_higher_floor(string source) =>
        Told(Of(source).Where(pair => Rank(pair.Key.To) > Rank(pair.Key.From))).ShouldBeEmpty();

    /// <summary>A face is what people and programs touch; what two of them need stands below.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Nobody_imports_a_face_but_the_entrance(string source) =>
        Told(Of(source).Where(pair => FloorOf(pair.Key.To) == "Faces" && FloorOf(pair.Key.From) != "Entrance" && FaceOf(pair.Key.To) != FaceOf(pair.Key.From))).ShouldBeEmpty();

    [Theory]
    [InlineData("Ground")]
    [InlineData("Core")]
    [InlineData("Faces")]
    [InlineData("Entrance")]
    public void Rooms_of_one_floor_do_not_import_in_a_circle(string floor)
    {
        var next = Used.Keys.Where(pair => FloorOf(pair.From) == floor && FloorOf(pair.To) == floor).ToLookup(pair => pair.From, pair => pair.To);
        var circles = next.Select(room => room.Key).Where(room => Reaches(next, room, room)).Order().ToArray();
        circles.ShouldBeEmpty($"{string.Join(", ", circles)} import each other:\n{string.Join('\n', Told(Used.Where(pair => circles.Contains(pair.Key.From) && circles.Contains(pair.Key.To))))}");
    }

    /// <summary>What several folders of tests need stands in their kit.</summary>
    [Fact]
    public void A_folder_of_tests_imports_the_kit_and_no_neighbour()
    {
        var tests = Imports.Of(typeof(FloorsTests).Assembly.Location).Where(pair => IsOfTests(pair.Key.From) && IsOfTests(pair.Key.To)).ToArray();
        tests.Count(pair => pair.Key.To == "Tests.Kit").ShouldBeGreaterThan(20);       // it has read something
        Told(tests.Where(pair => pair.Key.To != "Tests.Kit")).ShouldBeEmpty();
    }

    /// <summary>The checks above see what they are for.</summary>
    [Fact]
    public void A_use_of_a_type_is_seen_wherever_it_stands()
    {
        Used.Keys.ShouldContain(("Entrance", "Faces.OAuth.Tokens"));                   // a route's handler
        Used.Keys.ShouldContain(("Faces.Journeys.SignIn", "Faces.Journeys.Kit"));       // a component within a component
        Used.Keys.ShouldContain(("Core.Brands", "Ground.Pages"));                       // an interface
        Used.Keys.ShouldNotContain(("Ground.Pages", "Core.Brands"));
    }

    private static bool Reaches(ILookup<string, string> next, string from, string goal)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>(next[from]));
        while (open.TryPop(out var room))
        {
            if (room == goal) return true;
            if (seen.Add(room)) foreach (var one in next[room]) open.Push(one);
        }
        return false;
    }

    private static bool IsOfTests(string room) => room.StartsWith("Tests.", StringComparison.Ordinal);

    private static string FloorOf(string room) => room.Split('.')[0];

    private static string FaceOf(string room) => string.Join('.', room.Split('.').Take(2));

    private static int Rank(string room) => Array.IndexOf(Floors, FloorOf(room));

    private static string[] Told(IEnumerable<KeyValuePair<(string From, string To), SortedSet<string>>> pairs) =>
        [.. pairs.Select(pair => $"{pair.Key.From} imports {pair.Key.To}: {string.Join("; ", pair.Value.Take(5))}").Order(StringComparer.Ordinal)];

    private static Dictionary<(string, string), SortedSet<string>> ReadUsings()
    {
        var found = new Dictionary<(string, string), SortedSet<string>>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Latchkey.Server"), "*.*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is not (".cs" or ".razor")) continue;
            var text = File.ReadAllText(file);
            if (Namespace().Match(text) is not { Success: true } room) continue;
            foreach (Match line in Using().Matches(text))
            {
                var pair = (room.Groups[1].Value, line.Groups[1].Value);
                if (!found.TryGetValue(pair, out var files)) found[pair] = files = [];
                files.Add(Path.GetFileName(file));
            }
        }
        return found;
    }

    [GeneratedRegex(@"^@?namespace Latchkey\.Server\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^@?using Latchkey\.Server\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
