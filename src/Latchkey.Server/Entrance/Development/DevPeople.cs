using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary>The people of a development org.</summary>
internal sealed class DevPeople(Users users, Passwords passwords, PasswordHashing hashing)
{
    public Task<string> Hash(string password, CancellationToken ct) => hashing.Hash(password, ct);

    public async Task<User> Make(Writing w, Org org, string login, string first, string last, string hash, bool isAdmin)
    {
        var profile = new JsonObject
        {
            ["login"] = login, ["email"] = login, ["firstName"] = first, ["lastName"] = last, ["displayName"] = $"{first} {last}", ["nickName"] = first,
            ["locale"] = "en-US", ["timezone"] = "Europe/Berlin", ["mobilePhone"] = "+49 30 1234567", ["primaryPhone"] = "+49 30 1234567",
            ["streetAddress"] = "Unter den Linden 1", ["city"] = "Berlin", ["zipCode"] = "10117", ["countryCode"] = "DE",
        };
        if (await users.Create(
            w, new NewUser
            {
                OrgId = org.Id, Profile = profile, Status = UserStatus.Active, PasswordHash = hash, EmailVerified = true,
                IsAdmin = isAdmin
            }) is { } created) return created;

        // dev.json was lost but the database was kept: the same people get new passwords.
        var id = await w.One<string>("select id from users where org_id = @Id and login_key = @key", new { org.Id, key = Identifiers.Canonical(login) });
        var user = (await users.Read(org.Id, id!, CancellationToken.None))!;
        return await passwords.Set(w, user, hash) ?? user;
    }
}
