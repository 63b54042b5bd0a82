using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Kit;

/// <summary>Whom a page is about, as they stand now.</summary>
public sealed record ShownPerson(User User, UserStatus Standing)
{
    /// <summary>Fresh from the database; null where the request's org has nobody of this id.</summary>
    internal static async Task<ShownPerson?> Of(HttpContext http, string userId) =>
        await http.RequestServices.GetRequiredService<Users>().Read(http.Org.Id, userId, http.RequestAborted) is { } user
            ? new(user, user.StatusAt(http.RequestServices.GetRequiredService<TimeProvider>().Now)) : null;

    public override string ToString() => User.Id;
}
