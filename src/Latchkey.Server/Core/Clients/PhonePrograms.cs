using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// Which programs on phones a native app is: <c>settings.mobile</c>. They may ask for the passkeys of its org, so an administrator says it, and no app
/// of itself.
/// </summary>
public sealed partial record PhonePrograms(IReadOnlyList<AndroidProgram> Android, IReadOnlyList<AppleProgram> Apple)
{
    public const string Name = "mobile";

    public static readonly PhonePrograms None = new([], []);

    private const int Most = 20;

    public bool Any => Android.Count > 0 || Apple.Count > 0;

    /// <summary>Null where nothing is said of them.</summary>
    /// <exception cref="RuleException">Something in it is of another type.</exception>
    public static PhonePrograms? Read(JsonObject? mobile) => mobile is null ? null : new(
        [.. Each(mobile, "android").Select(one =>
            new AndroidProgram(one.Text("packageName") ?? "", [.. (one.Texts("sha256CertFingerprints") ?? []).Select(Spelled)]))],
        [.. Each(mobile, "apple").Select(one => new AppleProgram(one.Text("teamId") ?? "", one.Text("bundleId") ?? ""))]);

    /// <exception cref="RuleException">It breaks a rule.</exception>
    public PhonePrograms Checked(string applicationType)
    {
        if (Any && applicationType != "native") throw Broken("only a native app runs on phones");
        if (Android.Count > Most || Apple.Count > Most) throw Broken($"at most {Most} programs of each system");
        foreach (var program in Android)
        {
            if (!Package().IsMatch(program.PackageName)) throw Broken("packageName must be an Android application id: com.example.app");
            if (program.Fingerprints.Count is 0 or > Most || !program.Fingerprints.All(print => Digest().IsMatch(print)))
                throw Broken("sha256CertFingerprints must be SHA-256 of signing certificates: 32 bytes in hex, AB:CD:…");
        }
        foreach (var program in Apple)
        {
            if (!Team().IsMatch(program.TeamId)) throw Broken("teamId must be ten letters and digits");
            if (!Bundle().IsMatch(program.BundleId)) throw Broken("bundleId must be a bundle identifier: com.example.app");
        }
        return this;
    }

    public JsonObject ToJson() => new()
    {
        ["android"] = ApiJson.List(Android.Select(JsonNode (program) => new JsonObject
        {
            ["packageName"] = program.PackageName, ["sha256CertFingerprints"] = ApiJson.List(program.Fingerprints),
        })),
        ["apple"] = ApiJson.List(Apple.Select(JsonNode (program) => new JsonObject { ["teamId"] = program.TeamId, ["bundleId"] = program.BundleId })),
    };

    private static IEnumerable<JsonObject> Each(JsonObject mobile, string system) => mobile[system] switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject) => list.Cast<JsonObject>(),
        _ => throw Broken($"{system} must be a list of objects"),
    };

    /// <summary>keytool writes colons, others do not.</summary>
    private static string Spelled(string print) => print.Replace(":", "", StringComparison.Ordinal) is { Length: 64 } digits
        ? string.Join(':', digits.ToUpperInvariant().Chunk(2).Select(pair => new string(pair))) : print;

    private static RuleException Broken(string reason) => new(Name, reason) { Path = $"settings.{Name}" };

    [GeneratedRegex(@"^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$", RegexOptions.None, 1000)]
    private static partial Regex Package();

    [GeneratedRegex("^[0-9A-F]{2}(:[0-9A-F]{2}){31}$", RegexOptions.None, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex("^[A-Z0-9]{10}$", RegexOptions.None, 1000)]
    private static partial Regex Team();

    [GeneratedRegex(@"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+){1,20}$", RegexOptions.None, 1000)]
    private static partial Regex Bundle();
}
