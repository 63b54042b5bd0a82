namespace Latchkey.Server.Core.Schemas;

/// <summary>What may stand in an attribute.</summary>
internal static class PropertyType
{
    public const string Text = "string";
    public const string Number = "number";
    public const string Integer = "integer";
    public const string Boolean = "boolean";
    public const string List = "array";

    public static readonly IReadOnlyList<string> All = [Text, Number, Integer, Boolean, List];

    /// <summary>What may stand in a list.</summary>
    public static readonly IReadOnlyList<string> OfItems = [Text, Number, Integer];
}
