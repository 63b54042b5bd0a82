namespace Latchkey.Server.Core.SignOn;

/// <summary>What a device remembers of one person who has signed in with it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Era">Of their account, in which it was: nothing of it counts in a later one, and a new password begins one.</param>
/// <param name="SeenAt">When they last did, in seconds.</param>
/// <param name="FactorAt">When they last gave a second factor that is to be remembered, in seconds; 0: they have not.</param>
internal sealed record KnownDevice(string UserId, long Era, long SeenAt, long FactorAt)
{
    /// <summary>Marks of the factors that they had then: once one of them is gone, none was given. Null: an older replica kept none.</summary>
    public IReadOnlyList<string>? Had { get; init; }
}
