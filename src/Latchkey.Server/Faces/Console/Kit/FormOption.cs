namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>One of several things to choose.</summary>
/// <param name="Value">As it is sent.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Means">What it means.</param>
public sealed record FormOption(string Value, string Label, string? Means = null);
