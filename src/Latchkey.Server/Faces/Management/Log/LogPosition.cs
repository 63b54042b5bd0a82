using System.Globalization;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Log;

/// <summary>Where in the log: after this moment and, within it, this event.</summary>
internal sealed record LogPosition(long Published, string Id)
{
    public bool IsBefore(LogPosition other) => Published < other.Published || (Published == other.Published && string.CompareOrdinal(Id, other.Id) < 0);

    public override string ToString() => $"{Published.ToString(CultureInfo.InvariantCulture)}_{Id}";

    public static LogPosition Parse(string cursor) =>
        cursor.Split('_', 2) is [var published, var id] && long.TryParse(published, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && id.Length <= 30
            ? new(at, id)
            : throw ApiError.Validation("after", "after: is not a cursor of this list");
}
