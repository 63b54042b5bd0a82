namespace Latchkey.Server.Core.Brands;

/// <summary>A line of two texts that are compared.</summary>
/// <param name="Kind">Which of them has it.</param>
/// <param name="Text">The line.</param>
public sealed record LineChange(LineChangeKind Kind, string Text);
