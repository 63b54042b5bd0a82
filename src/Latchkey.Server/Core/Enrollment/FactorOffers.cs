using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Enrollment;

/// <summary>
/// Who is offered to set a second factor up on the way in, and said not now: a month later they are offered it again, and after the third time never
/// again. Contract §3.9, MFA_ENROLL.
/// </summary>
internal static class FactorOffers
{
    public const int Most = 3;
    public static readonly TimeSpan Between = TimeSpan.FromDays(30);

    public static bool IsDue(User user, DateTimeOffset now) => user.EnrollSkips < Most && (user.EnrollSkippedAt is not { } at || now - at >= Between);

    public static async Task<bool> Skip(Writing writing, User user, DateTimeOffset now)
    {
        var there = await writing.Changed("update users set enroll_skips = enroll_skips + 1, enroll_skipped_at = @now where id = @Id", new { user.Id, now });
        if (there) writing.Announce(Users.Kind, user.Id);
        return there;
    }
}
