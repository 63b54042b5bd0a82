namespace Latchkey.Server.Core.Expressions;

/// <summary>An expression that cannot be read, or has no value for this person and app. The message says where.</summary>
internal sealed class ExpressionException(string problem, int position) : Exception($"{problem} (at character {position + 1})")
{
    /// <summary>Counted from 0.</summary>
    public int Position { get; } = position;
}
