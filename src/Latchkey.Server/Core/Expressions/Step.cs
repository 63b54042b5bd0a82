namespace Latchkey.Server.Core.Expressions;

/// <summary>A piece of an expression, ready to be computed.</summary>
internal delegate object? Step(ClaimSubject subject);
