namespace Latchkey.Server.Faces.Journeys.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">For the form.</param>
/// <param name="Name">What they call it.</param>
/// <param name="AddedAt">When it was made.</param>
/// <param name="LastUsedAt">Null: not yet.</param>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>What its maker calls the device; null: nobody knows.</summary>
    public string? Model { get; init; }
}
