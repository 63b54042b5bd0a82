namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What a program calls for what a form of the console does.</summary>
/// <param name="Call">
/// Method and path of the management API. A name in braces stands in the page's own address; with a dollar, in a field of the form.
/// </param>
/// <param name="Body">
/// JSON whose texts may name fields: "$x" what was typed, "?x" whether it was ticked, "#x" a number, "[]x" a list of lines, "*x." the boxes that are ticked of
/// those that begin so, "**x." all fields that begin so, "/x" and "@x" what stands in the address of the page. ["if", x, …] is there when x is ticked. Null:
/// none.
/// </param>
internal sealed record FormCall(string Call, string? Body = null)
{
    /// <summary>A picture or another file goes along.</summary>
    public const string File = "@file";

    /// <summary>Which button of the form; null: it has one.</summary>
    public string? Do { get; init; }

    /// <summary>What takes it back: another button of the same form, or another form's address.</summary>
    public string? Undo { get; init; }

    /// <summary>The page that has the form, where it is not the one at its own address.</summary>
    public string? Page { get; init; }

    /// <summary>Nothing takes it back, so its name is typed before.</summary>
    public bool Asks { get; init; }

    /// <summary>A command of our own program that does it; null: the one that makes the call.</summary>
    public string? Command { get; init; }

    /// <summary>The page shows it itself, with what it would send.</summary>
    public static readonly FormCall OnThePage = new("");

    public bool IsOnThePage => Call.Length == 0 && Command is null;

    public string Method => Call.Split(' ')[0];

    public string Path => Call.Contains(' ', StringComparison.Ordinal) ? Call.Split(' ')[1] : "";
}
