namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The fields of a <see cref="RowButton"/>.</summary>
internal static class RowForm
{
    public const string Do = "do";
    public const string Id = "id";
}
