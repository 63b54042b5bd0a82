namespace Latchkey.Server.Ground.Storage;

/// <summary>One line of the change feed. The sequence number is known once it is written.</summary>
internal sealed record Announcement(string Kind, string Key)
{
    public long Seq { get; set; }
}
