namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <param name="Number">Each file has a greater one than the one before.</param>
/// <param name="At">When it was brought.</param>
/// <param name="Models">How many it knows.</param>
/// <param name="Revoked">How many of these nobody should trust.</param>
/// <param name="Next">When there is a newer one.</param>
/// <param name="Overdue">That day is over.</param>
public sealed record BroughtFile(long Number, DateTimeOffset At, int Models, int Revoked, DateTimeOffset Next, bool Overdue);
