using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>One kind of thing that an org file holds: where the management API keeps it, what it is known by, what of it is not for a file.</summary>
public sealed record Kind(string Section, string Word, string Path, string Key)
{
    /// <summary>
    /// Members that the server sets, or that are secrets: neither written nor compared. As a path, <c>credentials.oauthClient.client_secret</c>.
    /// </summary>
    public IReadOnlyList<string> Unwritten { get; init; } = [];

    /// <summary>Where ids of other things stand, which a file names instead.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>What belongs to one of them, below its address.</summary>
    public IReadOnlyList<Kind> Children { get; init; } = [];

    /// <summary>Lists that are kept beside the object, at an address of their own: assigned groups, granted scopes.</summary>
    public IReadOnlyList<Attached> Attached { get; init; } = [];

    /// <summary>Switched on and off by calls of its own.</summary>
    public bool Switched { get; init; }

    /// <summary>Is changed only while it is off.</summary>
    public bool ChangedWhileOff { get; init; }

    /// <summary>Whether one can be made: a brand has one theme, from birth.</summary>
    public bool Makeable { get; init; } = true;

    /// <summary>What every org has by itself is left out of a file where there is nothing to say of it.</summary>
    public bool LeavesOutSystem { get; init; }

    /// <summary>What of them is not written into a file, though a file may name it: administrators who are people.</summary>
    public Func<JsonObject, bool> LeftOut { get; init; } = _ => false;

    /// <summary>How the API keeps them.</summary>
    public Keeping Kept { get; init; } = Keeping.Resources;

    /// <summary>Secrets that a file names a variable for.</summary>
    public IReadOnlyList<SecretPlace> Secrets { get; init; } = [];

    /// <summary>
    /// Whether one may be taken away because a file does not name it. Not what people's own data goes with.
    /// </summary>
    public bool Prunable { get; init; } = true;

    /// <summary>The place of each in the list says something: policies and rules, of which the first that fits decides. Others are exported by name.</summary>
    public bool InOrder { get; init; }

    /// <summary>Lists that are asked for one by one: policies by type.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [""];

    /// <summary>A second member that tells two of the same name apart: policies of another type.</summary>
    public string? Within { get; init; }

    /// <summary>There is one at most, which is known without a name.</summary>
    public bool Alone { get; init; }

    /// <summary>Where those of one thing are: below it, unless the kind is kept elsewhere and says <c>{id}</c>.</summary>
    public string PathBelow(string path, string id) => Path.StartsWith("/api/", StringComparison.Ordinal)
        ? Path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal) : $"{path}/{id}{Path}";

    public override string ToString() => Word;
}
