namespace Latchkey.Server.Core.Expressions;

/// <summary>The smallest piece of an expression that means something.</summary>
internal readonly record struct Lexeme(LexemeKind Kind, string Text, int Position, object? Value = null);
