namespace Latchkey.Server.Core.Work;

/// <summary>A sum for a browser: what to put before a number so that their SHA-256 begins with so many zero bits.</summary>
/// <param name="Challenge">Sealed: it says when it was asked, and how much.</param>
/// <param name="Bits">How much.</param>
/// <param name="Required">Nobody gets on without it.</param>
public sealed record WorkQuestion(string Challenge, int Bits, bool Required);
