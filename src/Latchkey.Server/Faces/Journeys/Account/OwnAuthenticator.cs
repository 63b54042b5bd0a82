namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>One that a person has set up.</summary>
/// <param name="Id">Of it.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Name">What they call it, where they may.</param>
/// <param name="AddedAt">When it was set up.</param>
public sealed record OwnAuthenticator(string Id, string Type, string? Name, DateTimeOffset AddedAt);
