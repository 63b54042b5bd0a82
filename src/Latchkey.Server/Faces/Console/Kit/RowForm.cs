namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The fields of a <see cref="RowButton"/>.</summary>
internal static class RowForm
{
    public const string Do = "do";
    public const string Id = "id";

    /// <summary>What the line is called, where that is typed before.</summary>
    public const string Of = "of";
}
