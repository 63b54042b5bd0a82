using System.Text;

namespace Latchkey.Server.Core.Log;

/// <summary>An event as it goes into the log.</summary>
/// <param name="OrgId">Whose log.</param>
/// <param name="Id">Of the event.</param>
/// <param name="Published">When it happened.</param>
/// <param name="EventType">By the contract's names.</param>
/// <param name="Record">As <see cref="LogRecord"/> writes it.</param>
internal readonly record struct RecordedEvent(string OrgId, string Id, DateTimeOffset Published, string EventType, byte[] Record)
{
    /// <summary>Who did it; null: the server itself.</summary>
    public string? ActorId { get; init; }

    /// <summary>As the log answers it.</summary>
    public string ToDocument() => LogRecord.Document(Id, Published, EventType, Encoding.UTF8.GetString(Record));

    public override string ToString() => $"{EventType} {Id}";
}
