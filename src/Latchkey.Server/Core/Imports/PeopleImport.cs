using System.Text.Json;

namespace Latchkey.Server.Core.Imports;

/// <summary>A file of people, and what is to become of them.</summary>
public sealed record PeopleImport
{
    /// <summary>Somebody who is there already stays as they are.</summary>
    public const string Keep = "KEEP";
    /// <summary>They get what the file says.</summary>
    public const string Update = "UPDATE";
    /// <summary>New people are invited by mail.</summary>
    public const string ByMail = "MAIL";
    /// <summary>They are there, and somebody activates them later.</summary>
    public const string Later = "LATER";

    public const string Draft = "DRAFT";
    public const string Running = "RUNNING";
    public const string Done = "DONE";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    /// <summary>Who brought it.</summary>
    public required string UserId { get; init; }
    public required string FileName { get; init; }
    public required string Columns { get; init; }
    public required string Mapping { get; init; }
    public required string Existing { get; init; }
    public required string Beginning { get; init; }
    public required string Status { get; init; }
    public required long Total { get; init; }
    public required long Created { get; init; }
    public required long Changed { get; init; }
    public required long Same { get; init; }
    public required long Refused { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    public long Settled => Created + Changed + Same + Refused;

    public IReadOnlyList<string> Names => JsonSerializer.Deserialize<string[]>(Columns)!;

    /// <summary>The attribute of each column, in their order; empty: it is left out.</summary>
    public IReadOnlyList<string> Attributes => JsonSerializer.Deserialize<string[]>(Mapping)!;

    public override string ToString() => $"import {Id}";
}
