namespace Latchkey.Server.Core.Brands;

/// <summary>Which of two texts has a line.</summary>
public enum LineChangeKind
{
    Same,
    Gone,
    Come,
}
