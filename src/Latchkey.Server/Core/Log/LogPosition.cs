using System.Globalization;

namespace Latchkey.Server.Core.Log;

/// <summary>Where in the log: after this moment and, within it, this event.</summary>
internal sealed record LogPosition(long Published, string Id)
{
    public bool IsBefore(LogPosition other) => Published < other.Published || (Published == other.Published && string.CompareOrdinal(Id, other.Id) < 0);

    public override string ToString() => $"{Published.ToString(CultureInfo.InvariantCulture)}_{Id}";

    /// <summary>Null for what <see cref="ToString"/> does not say.</summary>
    public static LogPosition? TryParse(string cursor) =>
        cursor.Split('_', 2) is [var published, var id] && long.TryParse(published, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && id.Length <= 30
            ? new(at, id) : null;
}
