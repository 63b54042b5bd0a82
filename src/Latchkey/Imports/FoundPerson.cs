using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>Somebody elsewhere, in the words of this server.</summary>
/// <param name="Id">What they are known by there: a second run recognises them by it.</param>
/// <param name="Profile">login, email, firstName, lastName, and what else is known.</param>
public sealed record FoundPerson(string Id, JsonObject Profile)
{
    public const string Active = "ACTIVE", Staged = "STAGED", Suspended = "SUSPENDED";

    public string Status { get; init; } = Active;

    public bool EmailVerified { get; init; }

    /// <summary>As <c>credentials.password.hash</c>; null: none that can be brought.</summary>
    public JsonObject? Hash { get; init; }

    /// <summary>Why there is none, where there was one.</summary>
    public string? HashLeft { get; init; }

    /// <summary>Ids of <see cref="FoundGroup"/>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public string Name => Profile["login"]?.ToString() ?? Id;

    public override string ToString() => Name;
}
