using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Factors;

/// <summary>Of most kinds a second takes the first one's place or is refused.</summary>
public sealed class OneOfAKindTests(OrgFixture fixture) : OrgTest(fixture)
{
    private T Get<T>() where T : notnull => Org.Services.GetRequiredService<T>();

    private async Task<User> PersonAsync() =>
        (await Get<Server.Core.People.Users>().FindByLogin((await Get<OrgDirectory>().Default(default))!.Id, (await Org.CreatePersonAsync()).Login, default))!;

    [Fact]                                                             // contract §3.2
    public async Task Of_any_number_of_authenticator_apps_enrolled_at_once_one_is_kept()
    {
        var (db, factors, user) = (Get<Database>(), Get<Server.Core.Authenticators.Factors>(), await PersonAsync());
        var kind = Get<AuthenticatorKinds>().Of(FactorType.Totp);
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            db.Write(writing => factors.TryEnroll(writing, kind.Enroll(user, kind.NewSecret(), active: true)), default)));
        won.Count(each => each).ShouldBe(1);
        (await factors.Of(user, default)).ShouldHaveSingleItem();
    }
}
