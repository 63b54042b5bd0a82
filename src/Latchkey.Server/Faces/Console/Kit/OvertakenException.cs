namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Somebody else saved the same form first.</summary>
/// <param name="stored">What they have made of it.</param>
internal sealed class OvertakenException(FormState stored) : Exception("Somebody else has changed this meanwhile.")
{
    public FormState Stored { get; } = stored;
}
